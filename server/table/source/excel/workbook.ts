// The parts of a workbook that its sheets need: which sheets there are, their texts, their number formats. Parts find
// each other by relations, wherever a writer has put them; the names of the parts mean nothing.

import { posix } from 'node:path'
import { Expected } from '../../problem.ts'
import { kindOfFormat, kindOfId, type NumberKind } from './number-format.ts'
import { StringCollector, unescapeText } from './text-collector.ts'
import { type Attributes, readXml } from './xml.ts'
import { openZip } from './zip.ts'

export interface SheetPart {
  name: string
  part: string
  /** False for a sheet of only a chart, a dialog or macros. */
  hasCells: boolean
}

export interface Workbook {
  sheets: readonly SheetPart[]
  /** Texts that cells name by their position. */
  texts: readonly string[]
  /** What the number of a cell of each style is. */
  kinds: readonly NumberKind[]
  /** The year that days are counted from. */
  system: 1900 | 1904
  /** The writer computed no formula and asks Excel to. */
  isUncomputed: boolean
  /** The bytes of a part. */
  read(part: string): Buffer
}

interface Relation {
  /** The last word of its type: `worksheet`, `styles`. */
  type: string
  target: string
}

/** Throws Expected when it is not a workbook. Sheets are read later. */
export function openWorkbook(bytes: Buffer): Workbook {
  const entries = new Map([...openZip(bytes)].map(([name, data]) => [partName(name), data]))
  const read = (part: string): Buffer => {
    const data = entries.get(partName(part))
    if (!data) throw new Expected(`an undamaged .xlsx file (it has no ${part})`)
    return data
  }
  const main = [...readRelations(entries, '').values()].find(({ type }) => type === 'officeDocument')
  if (!main) throw new Expected('an .xlsx file (there is no workbook in it)')
  if (/\.bin$/i.test(main.target)) throw new Expected('an .xlsx file, not the binary .xlsb format')
  const relations = readRelations(entries, main.target)
  const partOf = (type: string) => [...relations.values()].find(relation => relation.type === type)?.target
  const [texts, styles] = [partOf('sharedStrings'), partOf('styles')]
  return {
    ...readMain(read(main.target), main.target, relations),
    texts: texts === undefined ? [] : readTexts(read(texts), texts),
    kinds: styles === undefined ? [] : readKinds(read(styles), styles),
    read,
  }
}

/** Names of parts are compared without regard to case; some writers put backslashes into the zip file. */
const partName = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

/** The relations of a part by their id; of the package itself for ''. */
function readRelations(entries: ReadonlyMap<string, Buffer>, part: string): Map<string, Relation> {
  const relations = new Map<string, Relation>()
  const { dir, base } = posix.parse(part)
  const name = posix.join(dir, '_rels', `${base}.rels`)
  const bytes = entries.get(partName(name))
  if (!bytes) return relations
  readXml(bytes, name, {
    open(element, { Id = '', Type = '', Target = '', TargetMode }) {
      if (element !== 'Relationship' || TargetMode === 'External') return
      relations.set(Id, { type: Type.split('/').at(-1)!, target: resolveTarget(dir, Target) })
    },
  })
  return relations
}

/** A target is relative to the folder of its source, or absolute when it begins with /. */
function resolveTarget(dir: string, target: string): string {
  const path = target.replaceAll('\\', '/')
  return posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(dir, path))
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on'

function readMain(
  bytes: Buffer,
  part: string,
  relations: ReadonlyMap<string, Relation>,
): Pick<Workbook, 'sheets' | 'system' | 'isUncomputed'> {
  const sheets: SheetPart[] = []
  let system: Workbook['system'] = 1900
  let isUncomputed = false
  readXml(bytes, part, {
    open(element, attributes) {
      if (element === 'workbookPr' && isOn(attributes.date1904)) system = 1904
      if (element === 'calcPr') isUncomputed = isOn(attributes.fullCalcOnLoad)
      if (element !== 'sheet') return
      const relation = relations.get(relationId(attributes))
      if (!relation) throw new Expected(`an undamaged .xlsx file (the sheet ${attributes.name} is not in it)`)
      const hasCells = relation.type === 'worksheet'
      sheets.push({ name: unescapeText(attributes.name ?? ''), part: relation.target, hasCells })
    },
  })
  return { sheets, system, isUncomputed }
}

/** `r:id`, whatever the prefix is. */
const relationId = (attributes: Attributes): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''

function readTexts(bytes: Buffer, part: string): string[] {
  const texts: string[] = []
  const collector = new StringCollector()
  readXml(bytes, part, {
    open: element => {
      if (element === 'si') collector.begin()
      else collector.open(element)
    },
    text: text => collector.text(text),
    close: element => {
      if (element === 'si') texts.push(collector.end())
      else collector.close(element)
    },
  })
  return texts
}

/** The kind of number format of each cell style (cellXfs). */
function readKinds(bytes: Buffer, part: string): NumberKind[] {
  const listed = new Map<number, NumberKind>()
  const styles: number[] = []
  let list = ''
  readXml(bytes, part, {
    open(element, { numFmtId = '0', formatCode = '' }) {
      if (element === 'numFmts' || element === 'cellXfs') list = element
      else if (element === 'numFmt' && list === 'numFmts')
        listed.set(Number(numFmtId), kindOfFormat(formatCode))
      else if (element === 'xf' && list === 'cellXfs') styles.push(Number(numFmtId))
    },
    close(element) {
      if (element === list) list = ''
    },
  })
  return styles.map(id => listed.get(id) ?? kindOfId(id))
}
