import type { Page } from 'playwright-core'

/** Text alone grows, as telephones and WeCom do it: widths of boxes stay. */
export function enlargeText(page: Page, times: number): Promise<void> {
  return page.evaluate(factor => {
    const all = [...document.querySelectorAll<HTMLElement>('body *')]
    const sizes = all.map(element => Number.parseFloat(getComputedStyle(element).fontSize))
    for (const [nth, element] of all.entries()) {
      if (element.style) element.style.fontSize = `${sizes[nth]! * factor}px`
    }
  }, times)
}

/** Takes the sizes of a larger text away again: what stays on the page for the next state is not to grow once more. */
export function textAsItWas(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('body *')) element.style?.removeProperty('font-size')
  })
}

/** What reaches over the right edge of the window, innermost first; empty where nobody has to scroll sideways. */
export function beyondTheEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map(element => `${element.tagName} ${element.className} ${(element.textContent ?? '').slice(0, 40)}`)
      .reverse()
  })
}

/** Words to press that lie over one another, in pairs. */
export function wordsOverWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed = [...document.querySelectorAll<HTMLElement>('a, button, summary')].filter(
      element => element.checkVisibility() && element.innerText.trim() !== '' && !element.classList.contains('skip'),
    )
    const boxes = pressed.map(element => element.getBoundingClientRect())
    const overlap = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3
    return pressed.flatMap((one, first) =>
      pressed.slice(first + 1).flatMap((other, after) => {
        if (one.contains(other) || !overlap(boxes[first]!, boxes[first + 1 + after]!)) return []
        return [`${one.innerText.trim().slice(0, 30)} × ${other.innerText.trim().slice(0, 30)}`]
      }),
    )
  })
}
