// The manual is true: every command in it runs, every snippet compiles, every code of the catalogue is in it, and the
// Chinese manual shows the same commands and snippets.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'
import { connect } from '../protocol/client/index.ts'
import { CLOSES, ERRORS } from '../protocol/errors.ts'

const root = resolve(import.meta.dirname, '..')
const manual = readFileSync(join(root, 'README.md'), 'utf8')
const chinese = readFileSync(join(root, 'README.zh.md'), 'utf8')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

interface Block {
  language: string
  text: string
}

const blocksOf = (text: string): Block[] =>
  [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }))

const blocks = blocksOf(manual)
/** A command in a shell block; a line that ends in \ goes on. */
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
  .filter(line => line.trim() !== '' && !line.startsWith('#'))

/** What takes minutes, installs, or needs a database: that it exists is checked. */
const isLong = (command: string): boolean =>
  /^npm (ci|test|run (check|bench|fault|dev|format))\b|mongodb:\/\//.test(command)
const isServer = (command: string): boolean =>
  /^npm start\b/.test(command) && !/--(print-config|help)/.test(command)
/** What talks to the server that the last `npm start` before it starts. */
const isClient = (command: string): boolean => /^curl\b/.test(command)

/** What is said of versions of the tables, of which there must be two, and to the server that has them. */
const isOfVersions = (command: string): boolean =>
  /^npm run tables -- (versions|diff|rollback|replace)\b/.test(command)

/** A copy of the project, so that commands may write. */
const copy = mkdtempSync(join(tmpdir(), 'gatehouse-readme-'))
for (const file of execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n')) {
  if (existsSync(join(root, file))) {
    mkdirSync(join(copy, dirname(file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const FREE = ['gate.port=0', 'web.port=0', 'console.port=0', 'log.level=info', 'log.pretty=false']

const runCommand = (command: string): string =>
  execFileSync('sh', ['-c', command], {
    cwd: copy,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  })

/** Starts the server that `command` starts, on free ports; runs the clients' commands; resolves with its exit code. */
async function startAndStop(
  command: string,
  clients: string[] = [],
  prepare = async () => {},
): Promise<number | null> {
  const sets = FREE.map(set => `--set ${set}`).join(' ')
  const full = command.includes(' -- ') ? `${command} ${sets}` : `${command} -- ${sets}`
  const child = spawn('sh', ['-c', `exec ${full}`], { cwd: copy, stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit') as Promise<[number | null]>
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.includes('"msg":"ready"')) continue
      const { web, gate } = JSON.parse(line) as { web: number; gate: number }
      if (!command.includes('tls')) await play(gate)
      await prepare()
      for (const client of clients)
        runCommand(client.replaceAll('8889', String(web)).replace(/^curl/, 'curl -sSf'))
      break
    }
  } finally {
    child.stdout.resume()
    child.kill('SIGTERM')
  }
  return (await exited)[0]
}

const servers = commands.filter(isServer).map(command => {
  const after = commands.slice(commands.indexOf(command) + 1)
  const next = after.findIndex(isServer)
  return { command, clients: after.slice(0, next < 0 ? undefined : next).filter(isClient) }
})

/** A player, so that there is one to show. */
async function play(gate: number): Promise<void> {
  const game = await connect(`ws://127.0.0.1:${gate}`, {
    login: request => request.login({ acc: 'hanxi' }),
  })
  await game.request.sign()
  game.close()
}

/** Saves a file of the designers; resolves when the server has taken it. */
async function saveTable(): Promise<void> {
  const file = join(copy, 'data/sign.csv')
  writeFileSync(file, readFileSync(file, 'utf8').replace('1,150,', '1,151,'))
  const deadline = performance.now() + 30_000
  while (!/^ *2 /m.test(runCommand('npm run --silent tables -- versions'))) {
    if (performance.now() > deadline) throw new Error('no second version was kept')
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

describe('the commands of the manual, in its order', () => {
  const isAlone = (command: string) => !isLong(command) && !isClient(command) && !isOfVersions(command)

  test.each(commands.filter(isAlone))(
    '%s',
    async command => {
      const server = servers.find(each => each.command === command)
      if (server) expect(await startAndStop(command, server.clients)).toBe(0)
      else runCommand(command)
    },
    60_000,
  )

  test('what is said of versions of the tables, beside a server whose tables have changed', async () => {
    const said = commands.filter(isOfVersions)
    expect(said.length).toBeGreaterThan(3)
    expect(await startAndStop('npm start', said, saveTable)).toBe(0)
  }, 120_000)

  test.each(commands.filter(isLong))('%s is there to be run', command => {
    const [, , script, , name] = command.split(/\s+/)
    if (command.startsWith('npm run')) expect(scripts).toHaveProperty([script!])
    if (script === 'bench' || script === 'fault')
      expect(existsSync(join(root, `test/${script}/${name}.ts`))).toBe(true)
  })

  test('every script of package.json is in the manual', () => {
    const unknown = Object.keys(scripts).filter(name => !new RegExp(`npm (run )?${name}\\b`).test(manual))
    expect(unknown).toEqual([])
  })
})

test('the snippets of the manual compile', () => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  )
  const snippets = new Map(
    blocks
      .filter(({ language, text }) => language === 'ts' && text.startsWith('// '))
      .map(({ text }, i) => {
        const [, path = ''] = text.match(/^\/\/ (\S+\.ts)/) ?? []
        return [join(root, dirname(path), `readme-snippet-${i}.ts`), { path, text }]
      }),
  )
  // A snippet that another imports stands for the file it names.
  for (const { path, text } of [...snippets.values()]) {
    if (!existsSync(join(root, path))) snippets.set(join(root, path), { path, text })
  }
  const host = ts.createCompilerHost({ ...options, incremental: false })
  const { readFile, fileExists } = host
  host.readFile = file => snippets.get(file)?.text ?? readFile(file)
  host.fileExists = file => snippets.has(file) || fileExists(file)
  const program = ts.createProgram(
    [...snippets.keys()],
    { ...options, incremental: false, noUnusedLocals: false },
    host,
  )
  const problems = [...snippets.keys()].flatMap(file => {
    const source = program.getSourceFile(file)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
  })
  const texts = problems.map(
    ({ file, messageText }) =>
      `${snippets.get(file?.fileName ?? '')?.path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  )
  expect(texts).toEqual([])
  expect(snippets.size).toBeGreaterThan(0)
}, 60_000)

test('every snippet says which file it belongs to', () => {
  const nameless = blocks.filter(({ language, text }) => language === 'ts' && !/^\/\/ \S+\.tsx?/.test(text))
  expect(nameless).toEqual([])
})

test('the Chinese manual shows the same commands and snippets', () => {
  const code = (text: string) =>
    blocksOf(text)
      .filter(({ language }) => language === 'sh' || language === 'ts')
      .map(block => block.text.replace(/\s*(\/\/|#) .*$/gm, ''))
  expect(code(chinese)).toEqual(code(manual))
})

test('links within the manual lead somewhere', () => {
  const anchors = new Set(
    [...manual.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
  const broken = [...manual.matchAll(/\]\(#([^)]+)\)/g)].map(([, to]) => to!).filter(to => !anchors.has(to))
  expect(broken).toEqual([])
})

describe('the catalogue of errors', () => {
  const sources = execFileSync('git', ['ls-files', 'server', 'protocol/client'], {
    cwd: root,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter(file => file.endsWith('.ts') && existsSync(join(root, file)))
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n')

  test.each(Object.entries(ERRORS))('%s is used, and documented with its sentence', (code, sentence) => {
    expect(sources).toContain(`'${code}'`)
    expect(manual).toContain(`| \`${code}\` | ${sentence} |`)
    expect(chinese).toContain(`\`${code}\``)
  })

  test.each(Object.entries(CLOSES))(
    'close code %s is documented with its sentence, and with what the client does',
    (code, { reason, comesAgain }) => {
      expect(manual).toContain(`| ${code} | ${reason} | ${comesAgain} |`)
      const inChinese = { yes: '是', later: '稍后', no: '否' }[comesAgain]
      expect(chinese).toMatch(new RegExp(`^\\| ${code} \\| .+ \\| ${inChinese} \\|$`, 'm'))
    },
  )
})
