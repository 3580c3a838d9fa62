// What a text has done to the page: scripts that ran, elements that came to be, controls that it has pushed out of reach.

import type { Page } from 'playwright-core'

/** In a line each; nothing where it was shown as a text and no more. Runs in the page. */
export const findHarm = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const harm: string[] = []
    const elements = [...document.querySelectorAll<HTMLElement>('body *')]
    const lookOf = (element: Element) => (element.cloneNode(false) as Element).outerHTML.slice(0, 160)

    if ('hacked' in window) harm.push('a script ran')
    if (Object.keys(Object.prototype).length > 0) harm.push('Object.prototype was changed')
    for (const element of elements) {
      const { tagName, attributes } = element
      if (/^(SCRIPT|IMG|IFRAME|OBJECT|EMBED)$/.test(tagName) && element.closest('#app'))
        harm.push(`an element: ${tagName}`)
      for (const { name, value } of attributes)
        if (name.startsWith('on') || /^\s*javascript:/i.test(name === 'href' ? value : ''))
          harm.push(`an attribute: ${name}`)
    }

    const { scrollWidth, scrollHeight } = document.documentElement
    if (scrollWidth > innerWidth)
      harm.push(`the page is ${scrollWidth} px wide: ${whoIs('right', innerWidth)}`)
    if (scrollHeight > innerHeight)
      harm.push(`the page is ${scrollHeight} px high: ${whoIs('bottom', innerHeight)}`)
    for (const element of elements)
      if (element.matches('button, input, select, textarea, a') && element.checkVisibility()) {
        const hidden = hiddenBy(element)
        if (hidden) harm.push(`out of reach: ${lookOf(element)} in ${hidden}`)
      }
    return harm

    /** The first that reaches beyond an edge. */
    function whoIs(edge: 'right' | 'bottom', limit: number): string {
      const found = elements.find(element => element.getBoundingClientRect()[edge] > limit)
      return found ? lookOf(found) : '?'
    }

    /** What cuts an element off across, where that can't be scrolled. */
    function hiddenBy(element: Element): string | undefined {
      const { left, right, width } = element.getBoundingClientRect()
      if (width <= 1) return undefined // for screen readers
      for (let at = element.parentElement; at; at = at.parentElement) {
        const { overflowX, position } = getComputedStyle(at)
        if (overflowX === 'auto' || overflowX === 'scroll') {
          if (at.scrollWidth > at.clientWidth) return undefined
        } else if (overflowX !== 'visible') {
          const box = at.getBoundingClientRect()
          if (left < box.left - 1 || right > box.right + 1) return at.className
        }
        if (position === 'fixed') break
      }
      return left < -1 || right > innerWidth + 1 ? 'the window' : undefined
    }
  })

/** Whether an element has this text, or one of its fields. Runs in the page. */
export const hasText = (element: Element, texts: readonly string[]): boolean => {
  const fields = [element, ...element.querySelectorAll('input, textarea, select')]
  const values = fields.map(field => (field as HTMLInputElement).value ?? '')
  const shown = [element.textContent, ...values].join('\n')
  return texts.some(each => shown.includes(each))
}
