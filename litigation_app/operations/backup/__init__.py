"""How is a backup made, packed and kept?"""
