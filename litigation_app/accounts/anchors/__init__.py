"""The access log's signed states, their monthly sheet, proofs for outsiders, and the door at which partners' logs are signed."""
