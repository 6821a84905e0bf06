"""Everything outside the process, behind the Protocols of ``service.ports``."""
