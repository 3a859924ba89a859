"""The data of cxadvisor: canvas, strategy and review, as frozen models without behaviour of their own."""
