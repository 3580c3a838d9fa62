// A row of tabs with one panel, as screen readers and arrow keys expect it.

import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { moveFocus } from './move-focus.ts'

interface Props<T extends string> {
  label: string
  tabs: readonly (readonly [T, string])[]
  selected: T
  onSelect: (tab: T) => void
  /** Stands in the line of the tabs, in front of them. */
  before?: ComponentChildren
  /** The same, behind them. */
  after?: ComponentChildren
  /** Whether the panel itself scrolls: then keys have to reach it. */
  isScrolling?: boolean
  /** The one that is shown stays. */
  isDisabled?: boolean
  /** The panel of the selected tab. */
  children: ComponentChildren
}

export function Tabs<T extends string>(props: Props<T>) {
  const { label, tabs, selected, onSelect, before, after, isScrolling, isDisabled, children } = props
  const id = useId()
  return (
    <div class="tabs">
      <div class="tab-line">
        {before}
        <div
          role="tablist"
          class="segmented"
          aria-label={label}
          onKeyDown={event => moveFocus(event, '[role=tab]')}
        >
          {tabs.map(([tab, text]) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`${id}-${tab}`}
              aria-selected={tab === selected}
              aria-controls={`${id}-panel`}
              tabIndex={tab === selected ? 0 : -1}
              disabled={isDisabled === true && tab !== selected}
              onClick={() => onSelect(tab)}
              onFocus={() => onSelect(tab)}
            >
              {text}
            </button>
          ))}
        </div>
        {after}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${selected}`}
        class="tab-panel"
        tabIndex={isScrolling ? 0 : undefined}
      >
        {children}
      </div>
    </div>
  )
}
