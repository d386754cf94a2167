"""What it means: `read_plan(document) -> Plan`."""
