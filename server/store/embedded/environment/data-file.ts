// The data file of LMDB, as far as is needed to know that it can be opened: its meta pages, and whether the file reaches as
// far as they say. All numbers are little-endian, as on every machine that LMDB is built for here.
//
//   page    0 number (8) · 8 txnid (8) · 16 pad (2) · 18 flags (2) · 20 lower (2) · 22 upper (2) · 24 offsets of nodes (2 each)
//   meta    24 magic (4) · 28 version (4) · 40 map size (8) · 48 free list · 96 main · 144 last page (8) · 152 txnid (8) · 160 boot
//   tree    0 page size or 0 (4) · 4 flags (2) · 6 depth (2) · 40 root (8)
//   node    0 low (2) · 2 high (2) · 4 flags (2) · 6 size of the key (2) · 8 key, data
//
// The file has two metas, at page 0 and page 1: the last commit and the one before it. Half-way in page 0 is a third one,
// the last commit that was flushed, which counts after a loss of power.

import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const MAGIC = 0xbeefc0de
const VERSION = 2
const HEADER = 24
const META_BYTES = 168
const NO_PAGE = 0xffff_ffff_ffff_ffffn
const FLAGS = { BRANCH: 0x01, LEAF: 0x02, META: 0x08, LEAF2: 0x20 } as const
const NODE = { BIG: 0x01, SUB: 0x02 } as const
/** In the flags of the free list: not flushed when it was written. */
const UNFLUSHED = 0x1000

interface Meta {
  pageSize: number
  lastPage: number
  txnid: bigint
  boot: bigint
  isFlushed: boolean
  roots: bigint[]
}

/** Of a file of `size` bytes, the end of a sentence that begins with its name; undefined when nothing is. */
export function whatIsWrong(file: string, size: number): string | undefined {
  if (size === 0) return 'is empty'
  const opened = openSync(file, 'r')
  try {
    return new DataFile(opened, size).whatIsWrong()
  } finally {
    closeSync(opened)
  }
}

class DataFile {
  readonly #file: number
  readonly #size: number

  constructor(file: number, size: number) {
    this.#file = file
    this.#size = size
  }

  whatIsWrong(): string | undefined {
    const first = this.#metaAt(0)
    if (typeof first === 'string') return first
    const second = this.#metaAt(first.pageSize)
    if (typeof second === 'string') return second
    const meta = this.#lastOf(first, second)
    const needed = (meta.lastPage + 1) * meta.pageSize
    // Pages at the end that are free need not have been written.
    if (this.#size >= needed || this.#reachesAll(meta)) return undefined
    return `is cut off: it has ${this.#size} bytes and needs ${needed}`
  }

  /** The meta that LMDB goes on from. */
  #lastOf(first: Meta, second: Meta): Meta {
    const [last, before] = first.txnid >= second.txnid ? [first, second] : [second, first]
    if (last.isFlushed || last.boot === thisBoot()) return last
    const flushed = parse(this.#read(first.pageSize >> 1, META_BYTES), first.pageSize)
    return flushed.txnid > before.txnid ? flushed : before
  }

  #metaAt(offset: number): Meta | string {
    if (this.#size < offset + META_BYTES) return `is cut off: it has ${this.#size} bytes`
    const bytes = this.#read(offset, META_BYTES)
    if (bytes.readUInt32LE(HEADER) !== MAGIC || (bytes.readUInt16LE(18) & FLAGS.META) === 0)
      return `is damaged: what stands at byte ${offset} is not what LMDB writes there`
    const version = bytes.readUInt16LE(28)
    if (version !== VERSION) return `has version ${version} of LMDB's format, and only ${VERSION} can be read`
    const pageSize = bytes.readUInt32LE(48)
    if (pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0)
      return `is damaged: it says that its pages have ${pageSize} bytes`
    return parse(bytes, pageSize)
  }

  /** Whether every page that is in use is in the file. Reads all of it, so it is asked only of a file that is short. */
  #reachesAll({ roots, pageSize }: Meta): boolean {
    const pages = Math.floor(this.#size / pageSize)
    const open = roots.filter(root => root !== NO_PAGE)
    for (let page = open.pop(); page !== undefined; page = open.pop()) {
      if (page >= pages) return false
      const found = pagesFrom(this.#read(Number(page) * pageSize, pageSize))
      if (!found || open.length > pages) return false
      open.push(...found.trees)
      if (found.ends.some(end => end > pages)) return false
    }
    return true
  }

  #read(offset: number, length: number): Buffer {
    const bytes = Buffer.alloc(length)
    readSync(this.#file, bytes, 0, length, offset)
    return bytes
  }
}

function parse(bytes: Buffer, pageSize: number): Meta {
  return {
    pageSize,
    lastPage: Number(bytes.readBigUInt64LE(144)),
    txnid: bytes.readBigUInt64LE(152),
    boot: bytes.readBigInt64LE(160),
    isFlushed: (bytes.readUInt16LE(52) & UNFLUSHED) === 0,
    roots: [bytes.readBigUInt64LE(88), bytes.readBigUInt64LE(136)],
  }
}

/** Which pages a page leads to: `trees` to be looked into, and where values on pages of their own end. */
function pagesFrom(page: Buffer): { trees: bigint[]; ends: bigint[] } | undefined {
  const flags = page.readUInt16LE(18)
  const trees: bigint[] = []
  const ends: bigint[] = []
  if (flags & FLAGS.LEAF2) return { trees, ends }
  if ((flags & (FLAGS.BRANCH | FLAGS.LEAF)) === 0) return undefined
  for (const at of nodesOf(page)) {
    if (at + 8 > page.length) return undefined
    if (flags & FLAGS.BRANCH) trees.push(childOf(page, at))
    else addValue(page, at, { trees, ends })
  }
  return { trees, ends }
}

function* nodesOf(page: Buffer): Iterable<number> {
  const count = page.readUInt16LE(20) >> 1
  for (let i = 0; i < count && HEADER + i * 2 + 2 <= page.length; i++)
    yield page.readUInt16LE(HEADER + i * 2) + HEADER
}

/** 48 bits of a page's number, which stand where a leaf has size and flags. */
const childOf = (page: Buffer, at: number): bigint => BigInt(page.readUIntLE(at, 6))

function addValue(page: Buffer, at: number, { trees, ends }: { trees: bigint[]; ends: bigint[] }): void {
  const flags = page.readUInt16LE(at + 4)
  const data = at + 8 + page.readUInt16LE(at + 6)
  if (flags & NODE.BIG && data + 8 <= page.length) {
    const bytes = page.readUInt16LE(at) + page.readUInt16LE(at + 2) * 65_536
    const pages = Math.ceil((HEADER + bytes) / page.length)
    ends.push(page.readBigUInt64LE(data) + BigInt(pages))
  } else if (flags & NODE.SUB && data + 48 <= page.length) {
    const root = page.readBigUInt64LE(data + 40)
    if (root !== NO_PAGE) trees.push(root)
  }
}

/** As LMDB reads it: the first half of the id that Linux gives to each start of the machine; 0 elsewhere. */
function thisBoot(): bigint {
  try {
    const id = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
    return BigInt(`0x${id.split('-')[0]}`)
  } catch {
    return 0n
  }
}
