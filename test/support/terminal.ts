// Programs in a terminal of their own, as script(1) makes one.

/** The words that start `command`, a line for a shell, in a terminal. The shell becomes the command: what ends the command is
 * not the shell's to tell, whose answer to Ctrl-C differs from shell to shell. */
export const inTerminal = (command: string): string[] => [
  'script',
  '--quiet',
  '--return',
  '--command',
  `exec ${command}`,
  '/dev/null',
]
