"""Outlook's messages (.msg): a file system inside one file, [MS-CFB], with a stream for each property, [MS-OXMSG]."""
