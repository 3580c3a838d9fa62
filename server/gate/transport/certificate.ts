// The certificate of wss, and its successors: read by main, tried, and handed to the Apps of all threads. The files are
// looked at again and again, so that a renewal serves without a restart, however it gets there (written in place, renamed
// over, a link switched to another folder). A pair that can't be used changes nothing and is logged once.
//
// Apps take files only. They get copies without a name, so that what was tried is what serves, also in a worker that is
// started later, when the files may be half-way to the next pair.

import { createHash, randomUUID, X509Certificate } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { StartError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { systemClock } from '../../lib/clock.ts'

export interface TlsOptions {
  key: string
  cert: string
  passphrase: string
}

interface Pair {
  key: Buffer
  cert: Buffer
  hash: string
}

export interface CertificateOptions {
  files: TlsOptions
  log: Logger
  /** Lets it serve everywhere; what it throws keeps the old one in its place, and it is tried again. */
  onNew(tls: TlsOptions): Promise<void>
  /** ms between two looks at the files. */
  interval?: number
}

const INTERVAL = 2000

export class Certificate {
  readonly #options: CertificateOptions
  readonly #timer: NodeJS.Timeout
  #serving: string
  /** The hash of the pair that was found last; one that has just been written may be half of two. */
  #seen = ''
  #refused = ''
  #held: Held
  #isLooking = false

  /** Throws StartError when the pair can't be used. */
  constructor(options: CertificateOptions) {
    this.#options = options
    const pair = read(options.files)
    tryOut(pair, options.files)
    this.#serving = pair.hash
    this.#held = hold(pair, options.files)
    this.#timer = setInterval(() => void this.#look(), options.interval ?? INTERVAL).unref()
  }

  /** What Apps are made with. */
  get tls(): TlsOptions {
    return this.#held.tls
  }

  /** Takes what is there now. Throws when it can't be used. */
  async reload(): Promise<void> {
    const pair = read(this.#options.files)
    if (pair.hash !== this.#serving) await this.#take(pair)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#held.close()
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      const pair = read(this.#options.files)
      const isSettled = pair.hash === this.#seen
      this.#seen = pair.hash
      if (isSettled && pair.hash !== this.#serving && pair.hash !== this.#refused) await this.#take(pair)
    } catch (error) {
      this.#refuse(error as Error)
    } finally {
      this.#isLooking = false
    }
  }

  async #take(pair: Pair): Promise<void> {
    const { files, onNew, log } = this.#options
    const certificate = tryOut(pair, files)
    if (Date.parse(certificate.validTo) < systemClock.now())
      throw new Error(`${files.cert} ended ${certificate.validTo}`)
    const held = hold(pair, files)
    try {
      await onNew(held.tls)
    } catch (error) {
      held.close()
      throw error
    }
    this.#held.close()
    this.#held = held
    this.#serving = pair.hash
    this.#refused = ''
    const { serialNumber: serial, validTo } = certificate
    log.info({ serial, validTo }, 'a new certificate serves new connections')
  }

  /** Once for each pair. */
  #refuse(error: Error): void {
    if (this.#refused === this.#seen) return
    this.#refused = this.#seen
    this.#options.log.error({ err: error }, 'the new certificate can not be used, the old one stays')
  }
}

/** Throws StartError with the setting of the file that can't be read. */
function read({ key, cert }: TlsOptions): Pair {
  const pair = { key: readOne('key', key), cert: readOne('cert', cert) }
  const hash = createHash('sha256').update(pair.key).update('\0').update(pair.cert).digest('hex')
  return { ...pair, hash }
}

function readOne(name: 'key' | 'cert', file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new StartError(`gate.tls.${name}: ${(error as Error).message}`)
  }
}

/** Throws StartError when key and certificate can't be read or don't belong together. */
function tryOut({ key, cert }: Pair, files: TlsOptions): X509Certificate {
  try {
    createSecureContext({ key, cert, passphrase: files.passphrase })
    return new X509Certificate(cert)
  } catch (error) {
    throw new StartError(
      `gate.tls: ${files.key} and ${files.cert} can't be used: ${(error as Error).message}`,
    )
  }
}

interface Held {
  tls: TlsOptions
  close(): void
}

/** Copies that nobody finds on the disk; where there are no such files, the files themselves. */
function hold({ key, cert }: Pair, files: TlsOptions): Held {
  if (!existsSync('/proc/self/fd')) return { tls: files, close: () => undefined }
  const fds = [holdOne(key), holdOne(cert)]
  const [heldKey, heldCert] = fds.map(fd => `/proc/self/fd/${fd}`)
  const tls = { key: heldKey!, cert: heldCert!, passphrase: files.passphrase }
  return { tls, close: () => fds.forEach(closeSync) }
}

function holdOne(bytes: Buffer): number {
  const path = join(tmpdir(), `gatehouse-${randomUUID()}`)
  const fd = openSync(path, 'wx', 0o600)
  unlinkSync(path)
  writeFileSync(fd, bytes)
  return fd
}
