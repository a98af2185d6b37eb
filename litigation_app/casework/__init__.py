"""The room that knows people: cases, victims, proceedings, claims. Only `facts` is read by the gate."""
