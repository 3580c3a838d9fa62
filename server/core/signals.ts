// What each signal means to a server. A signal that would end a process stops the server in order, unless it has another
// meaning here. Left alone: SIGUSR1 (Node opens its debugger, on loopback), SIGPROF (the profiler's), SIGPIPE and SIGXFSZ (Node
// ignores them), faults of the program itself (SIGSEGV, SIGABRT …), and what no process can catch (SIGKILL, SIGSTOP).

import { isatty } from 'node:tty'

export interface SignalHearers {
  /** The server shall end. */
  end(signal: NodeJS.Signals): void
  /** The terminal that the server was started from is gone. */
  hangUp(signal: NodeJS.Signals): void
  /** Open the log file again, read the certificates again. */
  reload(signal: NodeJS.Signals): void
}

/** A signal that the system does not know never arrives. */
const ENDING: readonly NodeJS.Signals[] = [
  'SIGINT',
  'SIGTERM',
  'SIGQUIT',
  'SIGBREAK',
  'SIGALRM',
  'SIGVTALRM',
  'SIGXCPU',
  'SIGPWR',
  'SIGIO',
  'SIGSTKFLT',
]

/** To be asked once, at the start: later the terminal may be gone. */
const startedFromTerminal = (): boolean => [0, 1, 2].some(fd => isatty(fd))

export function listenToSignals(hearers: SignalHearers, hasTerminal = startedFromTerminal()): void {
  for (const signal of ENDING) process.on(signal, () => hearers.end(signal))
  process.on('SIGHUP', () => (hasTerminal ? hearers.hangUp('SIGHUP') : hearers.reload('SIGHUP')))
  process.on('SIGUSR2', () => hearers.reload('SIGUSR2'))
}
