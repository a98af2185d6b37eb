"""When do prosecution and claim become time-barred, and how grave is what each accused is charged with?"""
