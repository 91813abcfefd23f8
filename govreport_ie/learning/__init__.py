"""Learning: annotations in, a model bundle or figures out. Needs the extra ``train``."""
