// Objects that go over to another version of their class.

import { describe, expect, test } from 'vitest'
import { ClassBook } from '../../../server/core/code/class-book.ts'
import { hasPrivateNames } from '../../../server/core/code/private-names.ts'
import { renew } from '../../../server/core/code/renew.ts'

/** As Service and Room are: hooks that do nothing. */
class Base {
  readonly #host: object
  reloaded: string[] = []

  constructor(host: object) {
    this.#host = host
  }

  get host(): object {
    return this.#host
  }

  onReload(_from: string): void {}

  exportState(): unknown {
    return undefined
  }

  importState(_state: never): void {}
}

const goOver = (object: object, type: { prototype: object }) =>
  renew(object, { type, base: Base.prototype, init: { new: true }, from: '1' })

describe('an object', () => {
  class First extends Base {
    n = 1
    word(): string {
      return `one ${this.n}`
    }
  }

  test('keeps its fields, and has the new methods; new fields come by onReload', () => {
    class Second extends Base {
      n = 5
      more = 0
      word(): string {
        return `two ${this.n} ${this.more}`
      }
      override onReload(from: string): void {
        this.more = 7
        this.reloaded.push(from)
      }
    }
    const object = new First({ old: true })
    object.n = 3
    expect(goOver(object, Second)).toBeUndefined()
    expect(object).toBeInstanceOf(Second)
    expect([object.word(), object.host, object.reloaded]).toEqual(['two 3 7', { old: true }, ['1']])
  })

  test('of a class with #private members stays as it was', () => {
    class Second extends Base {
      #n = 2
      word(): string {
        return `two ${this.#n}`
      }
    }
    const object = new First({})
    expect(goOver(object, Second)).toBe(
      'Second has #private members, and not both exportState() and importState()',
    )
    expect(object.word()).toBe('one 1')
  })

  class Closed extends Base {
    #n = 1
    seen = 'one'
    add(): number {
      return ++this.#n
    }
    override exportState(): { n: number } {
      return { n: this.#n }
    }
    override importState({ n }: { n: number }): void {
      this.#n = n
    }
  }

  test('takes its #private state along where both versions say how, and stays the same object', () => {
    class Next extends Base {
      #n = 100
      seen = 'two'
      fresh = 'new'
      add(): string {
        return `two ${++this.#n} ${this.seen} ${this.fresh}`
      }
      override exportState(): { n: number } {
        return { n: this.#n }
      }
      override importState({ n }: { n: number }): void {
        this.#n = n
      }
    }
    const object = new Closed({ old: true })
    object.add()
    expect(goOver(object, Next)).toBeUndefined()
    expect([object.add() as unknown, object.host]).toEqual(['two 3 one new', { old: true }])
    expect(Object.getPrototypeOf(Next)).toBe(Base)
  })

  test('whose importState throws is as it was', () => {
    class Broken extends Base {
      #n = 0
      seen = 'broken'
      add(): number {
        return this.#n
      }
      override exportState(): { n: number } {
        return { n: this.#n }
      }
      override importState(): void {
        throw new Error('on purpose')
      }
    }
    const object = new Closed({})
    expect(() => goOver(object, Broken)).toThrow('on purpose')
    expect([object.add(), object.seen]).toEqual([2, 'one'])
  })
})

test.each([
  [
    'a field',
    class {
      #a = 1
      get() {
        return this.#a
      }
    },
    true,
  ],
  [
    'a method',
    class {
      #a() {
        return 1
      }
      get() {
        return this.#a()
      }
    },
    true,
  ],
  [
    'a static one',
    class One {
      static #a = 1
      get() {
        return One.#a
      }
    },
    true,
  ],
  [
    'a comment',
    class {
      /* #a */ a = 1 /* and #b */
    },
    false,
  ],
  [
    'a text',
    class {
      a = '#fff'
      b = '#a'
      c = `#${this.a}#b`
    },
    false,
  ],
  [
    'behind a template',
    class {
      a = `x${1}y`
      #b = `}`
      get() {
        return this.#b
      }
    },
    true,
  ],
  [
    'a regular expression',
    class {
      a = /[#/]#a/
      b = 4 / 2
    },
    false,
  ],
  [
    'behind a quotient',
    class {
      a = 4 / 2
      #b = 1 / 1
      get() {
        return this.#b
      }
    },
    true,
  ],
])('#private members of a class are seen in %s', (_, type, has) => {
  expect(hasPrivateNames(type)).toBe(has)
})

test('a class means itself while one of its names does, and else what has come in its place', () => {
  const book = new ClassBook()
  class One {}
  class Two {}
  book.note('a', One)
  book.note('b', One)
  expect(book.latestOf(One)).toBe(One)
  book.note('a', Two)
  expect(book.latestOf(One)).toBe(One)
  book.note('b', Two)
  expect([book.latestOf(One), book.latestOf(Two)]).toEqual([Two, Two])
})
