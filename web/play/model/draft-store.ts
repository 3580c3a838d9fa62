// The body that is being written: one value with two views, form and JSON text. Text that is not JSON leaves the
// value as it was and says what is wrong; errors against the type carry the path, and so the place in either view.

import type { StructType } from '../../../protocol/sproto/index.ts'
import { type Change, Store } from '../../ui/store.ts'
import { blankStruct, type DraftError, isObject, type JsonObject, toBody } from '../../value/draft.ts'
import { JsonError, placeOf, type ReadJson, readJson } from '../../value/read-json.ts'
import { writeJson } from '../../value/write-json.ts'

/** An error at a place of the JSON text. */
export interface TextError {
  line: number
  column: number
  message: string
}

export class DraftStore extends Store {
  #type: StructType | undefined
  #value: JsonObject = {}
  #text = '{}'
  #syntax: TextError | undefined
  #errors: DraftError[] = []
  /** Called with the text that was changed, to keep it. */
  onText: (text: string) => void = () => undefined

  get value(): JsonObject {
    return this.#value
  }

  get text(): string {
    return this.#text
  }

  /** What does not fit the type, by path. */
  get errors(): readonly DraftError[] {
    return this.#errors
  }

  /** The same by line, and what is no JSON. */
  get textErrors(): TextError[] {
    if (this.#syntax) return [this.#syntax]
    if (this.#errors.length === 0) return []
    const { offsets } = readJson(this.#text)
    return this.#errors.map(({ path, message }) => ({
      ...placeOf(this.#text, offsets.get(path) ?? 0),
      message: path ? `${path}: ${message}` : message,
    }))
  }

  get isSendable(): boolean {
    return !this.#syntax && this.#errors.length === 0
  }

  /** Starts on a message: with `text` where it is given, else with every field left out. */
  start(type: StructType | undefined, text?: string): void {
    this.#type = type
    if (text !== undefined) return this.setText(text)
    this.#setValue({})
  }

  /** Goes on with the same text where the type has become another. */
  retype(type: StructType | undefined): void {
    this.#type = type
    this.#check()
  }

  /** Gives the fields that were left out an empty value. */
  fill(): void {
    if (this.#type) this.#setValue({ ...blankStruct(this.#type), ...this.#value })
  }

  change(change: Change<JsonObject>): void {
    this.#setValue(change(this.#value))
  }

  #setValue(value: JsonObject): void {
    this.#value = value
    this.#text = writeJson(value)
    this.#syntax = undefined
    this.#check()
    this.onText(this.#text)
  }

  setText(text: string): void {
    this.#text = text
    this.#syntax = undefined
    const read = this.#read(text.trim() === '' ? '{}' : text)
    if (read) this.#take(read)
    this.#check()
    this.onText(this.#text)
  }

  /** What the codec encodes. */
  body(): Record<string, unknown> {
    return this.#type ? toBody(this.#type, this.#value).body : {}
  }

  #read(text: string): ReadJson | undefined {
    try {
      return readJson(text)
    } catch (error) {
      if (!(error instanceof JsonError)) throw error
      this.#syntax = { ...placeOf(text, error.offset), message: error.message }
      return undefined
    }
  }

  #take({ value }: ReadJson): void {
    if (isObject(value)) this.#value = value
    else this.#syntax = { line: 1, column: 1, message: 'expected an object' }
  }

  #check(): void {
    const checked = this.#type ? toBody(this.#type, this.#value).errors : []
    const surplus = this.#type
      ? []
      : Object.keys(this.#value).map(path => ({ path, message: 'this message has no body' }))
    this.#errors = [...checked, ...surplus]
    this.changed()
  }
}
