// Every component of the page with its states, side by side: to look at when one is changed.

import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { usePage } from '../play/page.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Tabs } from '../ui/tabs.tsx'

const nothing = () => undefined
const SIZES = ['xs', 's', 'm', 'l', 'xl']
const SPACES = [1, 's', 2, 3, 4, 5, 6]
const COLOURS = [
  'page',
  'panel',
  'raised',
  'hover',
  'line',
  'line-strong',
  'text',
  'muted',
  'accent',
  'good',
  'warn',
  'bad',
]
const TONES = [0, 1, 2, 3, 4, 5]

export function ComponentsView() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys have to reach it
    <div class="scroll components" tabIndex={0} role="group" aria-label="Components">
      <Type />
      <Measures />
      <Buttons />
      <Fields />
      <Choices />
      <Marks />
      <Places />
    </div>
  )
}

function Part({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class="pane">
      <header class="pane-head">
        <h2>{name}</h2>
      </header>
      <div class="samples">{children}</div>
    </section>
  )
}

const Type = () => (
  <Part name="Type">
    {SIZES.map(size => (
      <p key={size} style={{ font: `var(--text-${size}) var(--sans)` }}>
        {size}: Gatehouse 门楼 0123
      </p>
    ))}
    <code>mono: 0123 de ad be ef</code>
  </Part>
)

const Measures = () => (
  <Part name="Space and colour">
    {SPACES.map(space => (
      <span
        key={space}
        class="sample-space"
        style={{ width: `var(--space-${space})` }}
        title={`space-${space}`}
      />
    ))}
    {COLOURS.map(colour => (
      <span key={colour} class="sample-colour">
        <span style={{ background: `var(--${colour})` }} /> {colour}
      </span>
    ))}
    {TONES.map(tone => (
      <span key={tone} class={`badge tone-${tone}`}>
        {tone}
      </span>
    ))}
    <span class="badge extra">n</span>
  </Part>
)

const Buttons = () => (
  <Part name="Button">
    <Button onClick={nothing}>Plain</Button>
    <Button icon="send" kind="primary" onClick={nothing}>
      Primary
    </Button>
    <Button kind="danger" onClick={nothing}>
      Danger
    </Button>
    <Button kind="quiet" onClick={nothing}>
      Quiet
    </Button>
    <Button onClick={nothing} isDisabled>
      Disabled
    </Button>
    <Button kind="primary" onClick={nothing} isDisabled>
      Primary, disabled
    </Button>
    <IconButton icon="copy" label="Copy" onClick={nothing} />
    <IconButton icon="lock" label="Pressed" onClick={nothing} isPressed />
    <IconButton icon="trash" label="Disabled" onClick={nothing} isDisabled />
  </Part>
)

const Fields = () => (
  <Part name="Field">
    <label class="field">
      Text
      <input value="value" />
    </label>
    <label class="field">
      Empty
      <input placeholder="not set" />
    </label>
    <label class="field">
      Wrong
      <input value="x" aria-invalid="true" />
      <span class="errors">expected an integer, got "x"</span>
    </label>
    <label class="field">
      Disabled
      <input value="value" disabled />
    </label>
    <label class="field">
      Select
      <select>
        <option>one</option>
        <option>two</option>
      </select>
    </label>
    <label class="check">
      <input type="checkbox" checked /> Check
    </label>
  </Part>
)

function Choices() {
  const [chosen, choose] = useState<'one' | 'two'>('one')
  const values = [
    ['one', 'One'],
    ['two', 'Two'],
  ] as const
  return (
    <Part name="Segmented, tabs, chips, rows">
      <Segmented label="Segmented" values={values} selected={chosen} onSelect={choose} />
      <button type="button" class="chip" aria-pressed="true">
        On
      </button>
      <button type="button" class="chip" aria-pressed="false">
        Off
      </button>
      <div class="sample-box">
        <Tabs label="Tabs" tabs={values} selected={chosen} onSelect={choose}>
          <p class="hint">{chosen}</p>
        </Tabs>
      </div>
      <ul class="sample-box">
        <li>
          <button type="button" class="row" aria-current="true">
            <span class="row-name">chosen</span>
            <span class="comment">a comment in one line</span>
          </button>
        </li>
        <li>
          <button type="button" class="row">
            <span class="row-name">
              another <span class="tag">push</span>
            </span>
            <span class="comment">a comment that is longer than the line has room for, and is cut</span>
          </button>
        </li>
      </ul>
    </Part>
  )
}

const Marks = () => (
  <Part name="Tag, dot, key">
    <span class="tag">tag</span>
    <span class="tag good">OK</span>
    <span class="tag warn">waiting</span>
    <span class="tag bad">NEED_LOGIN</span>
    <span class="dot" />
    <span class="dot good" />
    <span class="dot warn" />
    <span class="dot warn still" />
    <span class="dot bad" />
    <kbd>Ctrl</kbd>
    <Icon name="messages" size={20} />
  </Part>
)

function Places() {
  const { page } = usePage()
  const dialog = useRef<HTMLDialogElement>(null)
  const tell = () => page.toasts.show({ text: 'Something was removed', undo: nothing })
  return (
    <Part name="Popover, toast, dialog, notice, empty state">
      <Popover label="Popover" class="" button="Popover">
        {() => <p>What belongs to a button.</p>}
      </Popover>
      <Button onClick={tell}>Toast</Button>
      <Button onClick={() => dialog.current?.showModal()}>Dialog</Button>
      <dialog ref={dialog} aria-label="Dialog">
        <p>In front of all.</p>
        <Button onClick={() => dialog.current?.close()}>Close</Button>
      </dialog>
      <p class="notice sample-box">
        <Icon name="alert" /> Something is not as it should be.
      </p>
      <p class="notice bad sample-box">
        <Icon name="alert" /> Something is wrong.
      </p>
      <div class="notice bad sample-box">
        <span class="grow">What was refused, until it is closed.</span>
        <IconButton icon="close" label="Close" onClick={nothing} />
      </div>
      <div class="sample-box">
        <EmptyState text="Why nothing is here.">
          <Button onClick={nothing}>What fills it</Button>
        </EmptyState>
      </div>
    </Part>
  )
}
