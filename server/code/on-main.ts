// The game's code on main: its versions, the commands that replace it, and in development the watch on its files.

import { join, resolve } from 'node:path'
import type { MainSetup } from '../setup/main-setup.ts'
import { codeCommands } from './code-commands.ts'
import { CODE } from './code-desk.ts'
import { CodeService } from './code-service.ts'
import { CodeSwitch, type RunningCode } from './code-switch.ts'
import type { LoadedCode } from './module-urls.ts'
import type { ModuleSet } from './modules.ts'
import type { CodeConfig } from './settings.ts'
import { TypeChecker } from './types/type-checker.ts'
import { CodeHistory } from './versions/history.ts'
import { watchCode } from './watch.ts'

export interface CodeOnMainOptions {
  config: { game: string; code: CodeConfig; node: { id: number } }
  /** The game as main has loaded it. */
  loaded: LoadedCode
  open(modules: ModuleSet): Promise<object>
  /** What was saved needs a restart. */
  onCodeRefused?: ((why: string) => void) | undefined
}

/** After everything on main that follows the code. `code`: what serving threads get when they start, always the version that runs. */
export async function codeOnMain(
  setup: MainSetup,
  { config, loaded, open, onCodeRefused }: CodeOnMainOptions,
): Promise<{ code: RunningCode }> {
  const { node, log } = setup
  const { thread } = node
  const { history: dir, keep, watch, gather } = config.code
  const path = resolve(config.game)
  const history = CodeHistory.open(join(dir, String(config.node.id)), { keep, log })
  const seed: RunningCode = {
    version: await numberOf(history, loaded, thread.clock.now()),
    modules: loaded.modules,
  }
  const own = await CodeSwitch.open({ thread, current: seed, open })
  const types = new TypeChecker(path)
  const options = {
    ...{ path, loaded, switch: own, history },
    stragglers: () => thread.cells.stragglers(),
    checkTypes: () => types.check(),
    onCommitted: (code: RunningCode) => void Object.assign(seed, code),
    settle: () => thread.code.settle(),
  }
  const code = await node.launch(CodeService, options, { name: CODE })
  setup.onExit('code', () => types.close())
  setup.onThreadLost((slot, life) => code.call.lost(slot, life))
  setup.commands.add(codeCommands(code))
  setup.health.tell('code', () => ({ version: own.current.version, hash: own.current.modules.hash }))
  if (watch) {
    const onChange = async () =>
      void (await code.within(REPLACE_WITHIN).call.replace({ by: 'a saved file', types: 'ifThere' }))
    const onError = (error: unknown) => {
      const { message } = error as Error
      log.error({ problem: message }, "the game's code stays as it is")
      if (message.includes(NEEDS_RESTART)) onCodeRefused?.(message)
    }
    const watching = await watchCode({ path, gather, onChange, onError })
    // What was saved since the files were read.
    onChange().catch(onError)
    setup.onExit('code watch', () => watching.close())
  }
  return { code: seed }
}

/** How refusals of what only a restart changes end. */
const NEEDS_RESTART = 'restart the server for '

/** ms */
const REPLACE_WITHIN = 300_000

/** Nothing where the file is not there any more. */
function textsOf(history: CodeHistory, version: number): ReadonlyMap<string, string> | undefined {
  try {
    return history.textsOf(version)
  } catch {
    return undefined
  }
}

/** Of the version that the server starts with: the last one's when nothing has changed since. */
async function numberOf(history: CodeHistory, { snapshot }: LoadedCode, time: number): Promise<number> {
  const { newest } = history
  if (newest?.hash === snapshot.hash) return newest.version
  const before = newest && textsOf(history, newest.version)
  const changed = [...snapshot.files]
    .filter(([name, { text }]) => before?.get(name) !== text)
    .map(([name]) => name)
  return history.add(snapshot, { time, by: 'start', changed })
}
