"""Patchline: the service that answers texts and calls, and the domain it rests on."""
