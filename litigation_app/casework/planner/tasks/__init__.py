"""Tasks of a case: what somebody is to do by a day. The kind and the day are plain, the text is sealed."""
