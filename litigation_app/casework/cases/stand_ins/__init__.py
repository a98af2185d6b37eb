"""Who stands in for whom: at one hearing, while a lawyer is away, in the reviews of a coordinator."""
