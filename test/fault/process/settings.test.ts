// Settings as an operator meets them: one line for what is wrong, wherever the server is started, and files that are
// for its user only.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DEMO } from '../../kit/game-server.ts'
import { freeSettings, type ProcessOptions, startProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const bin = `${ROOT}/node_modules/.bin:${process.env.PATH}`
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

const asSets = (sets: readonly string[]) => sets.flatMap(set => ['--set', set])

function start(options: ProcessOptions) {
  const server = startProcess(options)
  onTestFinished(() => server.kill('SIGKILL'))
  return server
}

/** The one line with which the start ended. */
async function complaintOf(options: ProcessOptions): Promise<string> {
  const server = start(options)
  expect((await server.ended).code).toBe(1)
  expect(server.lines).toHaveLength(1)
  return server.errors.trimEnd()
}

/** As another Node would see itself. */
const pretending = (field: string, value: string): string => {
  const code = `Object.defineProperty(process.versions, '${field}', { value: '${value}' })`
  return `--import=data:text/javascript,${encodeURIComponent(code)}`
}

describe('a start that can not be', () => {
  test('names each empty setting, in one line, and makes no folder where it was started', async () => {
    const cwd = temporaryFolder()
    const empty = [
      'gate.host=',
      'web.host=',
      'game=',
      'store.path=',
      'table.history=',
      'code.history=',
      'save.unsaved=',
      'table.dir=',
    ]
    const line = await complaintOf({ cwd, args: asSets(empty) })
    for (const set of empty) expect(line).toContain(`--set ${set.slice(0, -1)}: empty; `)
    expect(readdirSync(cwd)).toEqual([])
  })

  test.each(['log.file', 'save.unsaved', 'table.history', 'code.history'])(
    'says that %s can not be written, and whose value that is, and leaves nothing',
    async setting => {
      const folder = temporaryFolder()
      const plain = join(folder, 'plain')
      writeFileSync(plain, '')
      const file = join(folder, 'mine.ts')
      const [section, key] = setting.split('.')
      writeFileSync(file, `export default { ${section}: { ${key}: ${JSON.stringify(`${plain}/x`)} } }`)
      const others = freeSettings(folder).filter((_, i, all) => {
        const set = all[i % 2 === 0 ? i + 1 : i]!
        return !set.startsWith(`${setting}=`)
      })
      const line = await complaintOf({ args: [file, ...others, '--set', `game=${DEMO}`] })
      expect(line).toBe(
        `gatehouse can't start: ${file}: ${setting}: ${plain}/x can't be used: a part of the path is a file`,
      )
      expect(readdirSync(folder).sort()).toEqual(['mine.ts', 'plain'])
    },
  )

  test('says once why a store can not be opened', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'store/boards/data.mdb'), { recursive: true })
    const line = await complaintOf({ args: freeSettings(folder) })
    expect(line).toContain('--set store.path: ')
    expect(line.match(/data\.mdb/g)).toHaveLength(1)
  })

  test('tells a configuration that is not in the working directory where the project has it', async () => {
    const line = await complaintOf({ cwd: temporaryFolder(), args: ['etc/small.ts'] })
    expect(line).toMatch(
      /there is no configuration file etc\/small\.ts in \/.*; the project has \/.*\/etc\/small\.ts$/,
    )
  })
})

test('a server is started from any folder: relative paths are those of the project', async () => {
  const cwd = temporaryFolder()
  const server = start({ cwd, args: freeSettings(temporaryFolder()) })
  await server.ready()
  server.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(readdirSync(cwd)).toEqual([])
})

test.each(['::1', '[::1]', '::'])('gate.host=%s is listened on', async host => {
  const server = start({ args: [...freeSettings(temporaryFolder()), '--set', `gate.host=${host}`] })
  const client = await server.connect({ host: '::1' })
  await client.login('six')
  if (host === '::') await (await server.connect()).login('four')
})

test.each(['production', 'small'])('etc/%s.ts has /healthz and no tester page', async name => {
  const args = [`etc/${name}.ts`, ...freeSettings(temporaryFolder())]
  const server = start({ args })
  const { web } = await server.ready()
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${web}${path}`)).status
  expect(await status('/healthz')).toBe(200)
  for (const path of ['/', '/api/schema', '/api/tables', '/icon.svg']) expect(await status(path)).toBe(404)
  await (await server.connect()).login('hanxi')
  server.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
})

test('what the server writes is for its user only, whatever the umask', async () => {
  const folder = temporaryFolder()
  const before = process.umask(0o022)
  const server = start({
    args: [...freeSettings(folder), '--set', `game=${DEMO}`, '--set', `log.file=${folder}/logs/a.log`],
  })
  process.umask(before)
  await expect.poll(() => existsSync(join(folder, 'logs/a.log')), { timeout: 15_000 }).toBe(true)
  const ready = () => /"gate":(\d+).*"ready"/.exec(readFileSync(join(folder, 'logs/a.log'), 'utf8'))
  await expect.poll(ready, { timeout: 15_000 }).not.toBeNull()
  server.kill('SIGTERM')
  await server.ended
  const open = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    name => lstatSync(join(folder, name)).mode & 0o077,
  )
  expect(open).toEqual([])
  expect(readdirSync(folder).sort()).toEqual(['code', 'logs', 'store', 'tables', 'unsaved'])
})

test('what operators write with npm run role is for them only', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'one.jsonl'), '{"_id":"1","acc":"a","epoch":1,"rev":1,"version":1}\n')
  const args = [
    join(ROOT, 'server/cli/role.ts'),
    'import',
    'one.jsonl',
    '--set',
    `store.path=${folder}/store`,
  ]
  const command = `umask 022; exec "$0" "$@"`
  execFileSync('sh', ['-c', command, process.execPath, ...args], { cwd: folder })
  expect(lstatSync(join(folder, 'store')).mode & 0o077).toBe(0)
  expect(lstatSync(join(folder, 'store/data.mdb')).mode & 0o077).toBe(0)
})

test('looking for roles in a folder that is none makes none', () => {
  const folder = join(temporaryFolder(), 'typo')
  const args = ['server/cli/role.ts', 'list', '--set', `store.path=${folder}`]
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: `--set store.path: there is no store in ${folder}\n`,
  })
  expect(existsSync(folder)).toBe(false)
})

describe('another Node', () => {
  const programs = Object.keys(scripts).filter(name => /\bnode /.test(scripts[name]!))

  test.each(programs)('one that is too old is told so by npm run %s, and what to do', name => {
    const env = { ...process.env, PATH: bin, NODE_OPTIONS: pretending('node', '20.20.2') }
    const { status, stderr } = spawnSync('sh', ['-c', scripts[name]!], { cwd: ROOT, env, encoding: 'utf8' })
    expect(stderr).toMatch(
      /^gatehouse needs Node 22\.18 or newer, and this is 20\.20\.2\. .*npm rebuild node.*\n$/,
    )
    expect(status).toBe(1)
  })

  test('npm test is told too', () => {
    const env = { ...process.env, PATH: bin, NODE_OPTIONS: pretending('node', '20.20.2') }
    const { status, stderr } = spawnSync('sh', ['-c', `${scripts.test} none`], {
      cwd: ROOT,
      env,
      encoding: 'utf8',
    })
    expect(stderr).toContain('gatehouse needs Node 22.18 or newer')
    expect(status).toBe(1)
  })

  test.each(['main.ts', 'start.js'])('one that the sockets are not built for is told so by %s', file => {
    const { status, stderr } = spawnSync(process.execPath, [pretending('modules', '137'), `server/${file}`], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    expect(stderr).toMatch(
      /^gatehouse can't start: uWebSockets\.js has no binary for Node v[^\n]+ use Node 22[^\n]+\n$/,
    )
    expect(status).toBe(1)
  })
})

test('no script needs what cmd.exe does not have as its first word, and start replaces its shell', () => {
  for (const script of Object.values(scripts)) expect(script).toMatch(/^(node|set|tsc|vitest|biome) /)
})
