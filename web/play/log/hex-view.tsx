// A frame as its bytes: which are which field. Bytes and the list of fields point at each other. Text frames are
// shown as the text that they are.

import { useMemo, useState } from 'preact/hooks'
import type { Frame } from '../../../protocol/client/index.ts'
import type { Word } from '../../ui/words.ts'
import type { SpanKind } from '../../value/annotate.ts'
import { usePage } from '../page.ts'
import { type Piece, readPackage } from './package-bytes.ts'

const WIDTH = 16
/** Bytes beyond this are not drawn. */
const LIMIT = 4096

const KIND_WORDS: Partial<Record<SpanKind, Word>> = {
  count: 'kindCount',
  skip: 'kindSkip',
  field: 'kindField',
  inline: 'kindInline',
  length: 'kindLength',
  padding: 'padding',
  broken: 'kindBroken',
}

export function HexView({ frame }: { frame: Frame }) {
  const { page, t } = usePage()
  const [active, setActive] = useState<string>()
  const data = frame.data
  const read = useMemo(
    () => (typeof data === 'string' ? undefined : readPackage(page.protocols, frame)),
    [frame],
  )
  if (typeof data === 'string' || !read) return <pre class="json">{frame.data}</pre>
  return (
    <div class="hex-view">
      <p class="hint">{t('packed', data.length, read.bytes.length)}</p>
      <div class="hex-columns">
        <Bytes bytes={read.bytes} pieces={read.pieces} active={active} onActive={setActive} />
        <Pieces pieces={read.pieces} active={active} onActive={setActive} />
      </div>
    </div>
  )
}

interface Props {
  pieces: readonly Piece[]
  /** The path that is pointed at. */
  active: string | undefined
  onActive: (path: string | undefined) => void
}

function Bytes({ bytes, pieces, active, onActive }: Props & { bytes: Uint8Array }) {
  const owners = useMemo(() => ownersOf(bytes, pieces), [bytes, pieces])
  const rows = Math.ceil(Math.min(bytes.length, LIMIT) / WIDTH)
  return (
    <div class="hex-bytes" onMouseLeave={() => onActive(undefined)}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="hex-row">
          <span class="hex-offset">{(row * WIDTH).toString(16).padStart(4, '0')}</span>
          <span class="hex-digits">
            {Array.from(bytes.subarray(row * WIDTH, (row + 1) * WIDTH), (byte, column) => {
              const piece = owners[row * WIDTH + column]
              const isActive = piece !== undefined && piece.path === active
              return (
                <span
                  key={column}
                  class={`hex-byte ${piece ? `hue-${piece.hue}` : ''} ${isActive ? 'active' : ''}`}
                  onMouseEnter={() => onActive(piece?.path)}
                >
                  {byte.toString(16).padStart(2, '0')}
                </span>
              )
            })}
          </span>
          <span class="hex-text">{asciiOf(bytes.subarray(row * WIDTH, (row + 1) * WIDTH))}</span>
        </div>
      ))}
      {bytes.length > LIMIT && <p class="hint">… {bytes.length - LIMIT} B</p>}
    </div>
  )
}

function Pieces({ pieces, active, onActive }: Props) {
  const { t } = usePage()
  return (
    <table class="hex-pieces" onMouseLeave={() => onActive(undefined)}>
      <thead>
        <tr>
          <th scope="col">{t('byteRange')}</th>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('value')}</th>
        </tr>
      </thead>
      <tbody>
        {pieces.slice(0, LIMIT / 4).map(piece => (
          <tr
            key={`${piece.start}-${piece.kind}`}
            class={piece.path === active ? 'active' : ''}
            onMouseEnter={() => onActive(piece.path)}
          >
            <td class="mono">
              {piece.start.toString(16).padStart(4, '0')}
              {piece.end - piece.start > 1 && `–${(piece.end - 1).toString(16).padStart(4, '0')}`}
            </td>
            <td>
              <span class={`hue-dot hue-${piece.hue}`} /> <code>{piece.path}</code>
            </td>
            <td class={piece.kind === 'broken' ? 'bad' : ''}>
              {KIND_WORDS[piece.kind] && <span class="hint">{t(KIND_WORDS[piece.kind]!)} </span>}
              {piece.text}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ownersOf(bytes: Uint8Array, pieces: readonly Piece[]): (Piece | undefined)[] {
  const owners = new Array<Piece | undefined>(bytes.length).fill(undefined)
  for (const piece of pieces) owners.fill(piece, piece.start, piece.end)
  return owners
}

const asciiOf = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('')
