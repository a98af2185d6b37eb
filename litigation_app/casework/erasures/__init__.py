"""The erasure of one person: proposed by one, agreed to by another, carried out so that no backup brings her back."""
