"""Who may use the application when others than this machine can reach it: accounts, sessions, rights."""
