import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import { hasChromium } from './chromium.ts'
import { type Gallery, type GalleryPage, startGallery } from './gallery.ts'

describe.skipIf(!hasChromium)('touches (Chromium)', () => {
  let gallery: Gallery
  let screen: GalleryPage
  let tap: (label: string | RegExp) => Promise<void>

  beforeAll(async () => {
    gallery = await startGallery()
  })
  beforeEach(async () => {
    await screen?.page.close()
    screen = await gallery.open('portrait')
    tap = label => screen.page.getByRole('button', { name: label }).tap()
  })
  afterAll(() => gallery?.close())

  const touches = () => screen.page.evaluate(() => (window as unknown as { touches: KioskCommand[] }).touches)
  const commands = async () => (await touches()).filter(({ kind }) => kind !== 'stay')

  it('types a digit twice where a quick finger touches its key twice, and takes digits back', async () => {
    await screen.show({ name: 'entering-code', language: 'en' })
    await tap('7')
    await tap('7')
    await tap('0')
    await tap('Delete the last digit')
    await tap('Clear')
    expect(await commands()).toEqual([
      ...['7', '7', '0'].map(digit => ({ kind: 'type-digit', digit })),
      { kind: 'erase-digits', all: false },
      { kind: 'erase-digits', all: true },
    ])
    expect(await screen.page.getByRole('button', { name: 'Print again, free' }).isDisabled()).toBe(true)
  })

  it('asks for a reprint once, however quick the finger', async () => {
    await screen.show({ name: 'bad-print-some', language: 'en' })
    await tap('One bad copy more')
    await tap('Print 2 copies again')
    await tap('Print 2 copies again')
    expect(await commands()).toEqual([{ kind: 'set-copies', copies: 3 }, { kind: 'confirm' }])
  })

  it('starts the visit wherever the first screen is touched', async () => {
    await screen.show({ name: 'attract', language: 'en' })
    await screen.page.touchscreen.tap(540, 300)
    await tap('Touch to start')
    expect(await commands()).toEqual([{ kind: 'start' }, { kind: 'start' }])
  })

  it('has a paper checked by its own key, and begins no visit by that', async () => {
    await screen.show({ name: 'attract', language: 'en' })
    await tap(/^Check a paper/)
    expect(await commands()).toEqual([{ kind: 'check-paper' }])
    await screen.show({ name: 'paper-valid', language: 'en' })
    await tap('Check another paper')
    await tap('Finish')
    expect(await commands()).toEqual([{ kind: 'check-paper' }, { kind: 'finish' }])
    await screen.show({ name: 'paper-scanner-gone', language: 'en' })
    expect(await screen.page.locator('.nav button').allInnerTexts()).toEqual(['Finish'])
    await screen.show({ name: 'attract-no-scanner', language: 'en' })
    expect(await screen.page.getByRole('button', { name: /^Check a paper/ }).count()).toBe(0)
  })

  it('turns the pages of a paper’s facts where they do not fit', async () => {
    await screen.page.close()
    screen = await gallery.open('landscape')
    await screen.show({ name: 'paper-replaced', language: 'en', aids: ['largeText'] })
    const facts = screen.page.locator('.paged-items:not(.measure) dt')
    const first = await facts.allInnerTexts()
    expect(first).toContain('Name')
    await screen.page.getByRole('button', { name: 'Next' }).tap()
    expect(await facts.allInnerTexts()).not.toContain('Name')
    expect((await touches()).every(({ kind }) => kind === 'stay')).toBe(true)
  })

  it('needs three touches from the choice to the paper', async () => {
    await screen.show({ name: 'choosing-nothing-yet', language: 'en' })
    expect(await screen.page.getByRole('button', { name: 'Choose a document first' }).isDisabled()).toBe(true)
    await tap(/Transcript in English/)
    await screen.show({ name: 'choosing', language: 'en' })
    await tap('Check, then print')
    expect(await commands()).toEqual([{ kind: 'preview' }])
    await screen.show({ name: 'previewing', language: 'en' })
    await tap('Print 3 copies')
    expect(await commands()).toEqual([{ kind: 'confirm' }])
  })

  it('sends what was chosen, how many copies, and the end', async () => {
    await screen.show({ name: 'choosing', language: 'zh-CN' })
    await tap(/英文成绩单/)
    await tap('增加一份')
    await tap('减少一份')
    await tap('结束')
    expect(await commands()).toEqual([
      { kind: 'select-offer', index: 1 },
      { kind: 'set-copies', copies: 4 },
      { kind: 'set-copies', copies: 2 },
      { kind: 'finish' },
    ])
  })

  it('offers nothing to touch on a document that can’t be had', async () => {
    await screen.show({ name: 'choosing', language: 'en' })
    await screen.page.locator('.paged-items:not(.measure) .row.off').tap()
    expect(await commands()).toEqual([])
  })

  it('orders once when a finger bounces', async () => {
    await screen.show({ name: 'previewing-paid', language: 'en' })
    const box = (await screen.page.getByRole('button', { name: /^Pay/ }).boundingBox())!
    const at = [box.x + box.width / 2, box.y + box.height / 2] as const
    await screen.page.touchscreen.tap(...at)
    await screen.page.touchscreen.tap(...at)
    expect(await commands()).toEqual([{ kind: 'confirm' }])
  })

  it('acts when the finger is lifted, and not when it slid off first', async () => {
    await screen.show({ name: 'choosing', language: 'en' })
    const box = (await screen.page.getByRole('button', { name: 'Check, then print' }).boundingBox())!
    await screen.page.mouse.move(box.x + 50, box.y + 30)
    await screen.page.mouse.down()
    expect(await commands()).toEqual([])
    await screen.page.mouse.move(box.x + 50, box.y - 300)
    await screen.page.mouse.up()
    expect(await commands()).toEqual([])
  })

  it('takes a touch that lands a little below the button', async () => {
    await screen.show({ name: 'choosing', language: 'en' })
    const box = (await screen.page.getByRole('button', { name: 'Check, then print' }).boundingBox())!
    await screen.page.touchscreen.tap(box.x + 100, box.y + box.height + 6)
    expect(await commands()).toEqual([{ kind: 'preview' }])
  })

  it('turns the pages of a long list and shows the chosen line first', async () => {
    await screen.show({ name: 'choosing-many', language: 'en', aids: ['largeText'] })
    const visible = screen.page.locator('.paged-items:not(.measure) b:visible')
    const first = await visible.allTextContents()
    await tap('Next')
    const second = await visible.allTextContents()
    expect(first).toContain('Proof of enrolment in Chinese')
    expect(second.filter(title => !title.startsWith('¥'))).not.toEqual(first.filter(title => !title.startsWith('¥')))
    expect((await touches()).every(({ kind }) => kind === 'stay')).toBe(true)
  })

  it('redraws in the other language and with reading aids where it stands', async () => {
    await screen.show({ name: 'choosing', language: 'zh-CN' })
    // More languages than two stand behind one button.
    const menu = screen.page.locator('.language-menu > .button')
    if ((await menu.count()) > 0) await menu.tap()
    await tap('English')
    await screen.page.getByRole('heading', { name: 'What would you like to print?' }).waitFor()
    const before = await screen.page
      .locator('h1')
      .evaluate(heading => Number.parseFloat(getComputedStyle(heading).fontSize))
    await tap('Large text')
    await screen.page.locator('html[data-text=large]').waitFor()
    const after = await screen.page
      .locator('h1')
      .evaluate(heading => Number.parseFloat(getComputedStyle(heading).fontSize))
    expect(after).toBeGreaterThan(before)
    await tap('High contrast')
    expect(
      await screen.page.locator('body').evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
    ).toBe('rgb(0, 0, 0)')
    expect(await screen.page.locator('html').getAttribute('lang')).toBe('en')
  })

  it('counts a touch on the page’s own keys as being there', async () => {
    await screen.show({ name: 'asking', language: 'en' })
    await screen.page.touchscreen.tap(540, 200)
    await tap("I'm here")
    await screen.page.getByRole('alertdialog').getByRole('button', { name: 'Finish' }).tap()
    expect(await touches()).toEqual([{ kind: 'stay' }, { kind: 'stay' }, { kind: 'finish' }])
  })

  it.each(['choosing', 'previewing', 'paying-unattended', 'finished', 'entering-code'])(
    'tells of a touch on %s, and not of each that follows at once',
    async name => {
      await screen.show({ name, language: 'en' })
      await screen.page.touchscreen.tap(300, 20)
      await screen.page.touchscreen.tap(300, 20)
      expect(await touches()).toEqual([{ kind: 'stay' }])
    },
  )

  it('moves the closer look with a finger, turns its pages, and closes it with Escape', async () => {
    await screen.show({ name: 'previewing', language: 'en' })
    await screen.page.getByRole('button', { name: 'Zoom in' }).tap()
    const page = screen.page.locator('.zoom-page')
    await page.locator('canvas[data-drawn="1"]').waitFor()
    const where = () => page.evaluate(element => new DOMMatrix(getComputedStyle(element).transform))
    await screen.page.mouse.move(600, 900)
    await screen.page.mouse.down()
    await screen.page.mouse.move(500, 780, { steps: 4 })
    await screen.page.mouse.up()
    expect(await where()).toMatchObject({ e: -100, f: -120 })
    const look = screen.page.getByRole('dialog')
    await look.getByRole('button', { name: 'Next', exact: true }).tap()
    await page.locator('canvas[data-drawn="2"]').waitFor()
    expect(await where()).toMatchObject({ e: 0, f: 0 })
    await screen.page.keyboard.press('Escape')
    expect(await look.count()).toBe(0)
    expect((await touches()).every(({ kind }) => kind === 'stay')).toBe(true)
  })

  it('gives the focus to the title of each new screen', async () => {
    for (const name of ['attract', 'choosing', 'previewing', 'paying']) {
      await screen.show({ name, language: 'en' })
      expect(await screen.page.evaluate(() => document.activeElement?.tagName), name).toBe('H1')
    }
  })

  it('tells of touches while the pages of the preview are turned and its closer look is moved', async () => {
    await screen.show({ name: 'previewing', language: 'en' })
    await screen.page.getByRole('button', { name: 'Zoom in' }).tap()
    expect(await touches()).toEqual([{ kind: 'stay' }])
  })

  it('covers what is personal while it asks', async () => {
    await screen.show({ name: 'asking', language: 'en' })
    const covered = await screen.page
      .getByRole('heading', { name: 'What would you like to print?', includeHidden: true })
      .evaluate(heading => {
        const { x, y, width, height } = heading.getBoundingClientRect()
        return !heading.contains(document.elementFromPoint(x + width / 2, y + height / 2))
      })
    expect(covered).toBe(true)
    expect(await screen.page.locator('.visit').getAttribute('inert')).not.toBeNull()
  })

  it('sends the rest: back, free copies only, give up, receipt', async () => {
    await screen.show({ name: 'paying', language: 'en' })
    await tap('Print 3 free copies only')
    await tap('Back')
    expect(await commands()).toEqual([{ kind: 'print-free-only' }, { kind: 'back' }])
    await screen.show({ name: 'printing-jam', language: 'en' })
    await tap('Stop and give back the rest')
    expect(await commands()).toEqual([{ kind: 'give-up' }])
    await screen.show({ name: 'finished', language: 'en' })
    await tap('Print a receipt')
    expect(await commands()).toEqual([{ kind: 'print-receipt' }])
  })

  it('logs in with a phone: by its tile on the first screens, with digits, and anew when that is over', async () => {
    for (const name of ['attract-phone', 'attract-phone-started']) {
      await screen.show({ name, language: 'en' })
      await tap(/Log in with your phone/)
      expect(await commands(), name).toEqual([{ kind: 'phone-login' }])
    }
    await screen.show({ name: 'login-digits', language: 'en' })
    expect(await screen.page.getByRole('button', { name: 'Log in' }).isDisabled()).toBe(true)
    await tap('7')
    await tap('Back')
    expect(await commands()).toEqual([{ kind: 'type-digit', digit: '7' }, { kind: 'back' }])
    await screen.show({ name: 'login-digits-silent', language: 'en' })
    await tap('Log in')
    expect(await commands()).toEqual([{ kind: 'confirm' }])
    await screen.show({ name: 'login-over-tries-over', language: 'en' })
    await tap('Show a new code')
    expect(await commands()).toEqual([{ kind: 'phone-login' }])
    await screen.show({ name: 'login-over-refused', language: 'en' })
    expect(await screen.page.getByRole('button', { name: 'Show a new code' }).count()).toBe(0)
    await tap('Other ways to begin')
    expect(await commands()).toEqual([{ kind: 'back' }])
  })

  it('collects with a code: by its own key on the first screens, with digits, and with copies at the preview', async () => {
    for (const name of ['attract-pickups-phone', 'attract-pickups-started']) {
      await screen.show({ name, language: 'en' })
      await tap(/I have a pick-up code/)
      expect(await commands(), name).toEqual([{ kind: 'collect' }])
    }
    await screen.show({ name: 'collecting', language: 'en' })
    expect(await screen.page.getByRole('button', { name: 'Collect' }).isDisabled()).toBe(true)
    await tap('7')
    await tap('Back')
    expect(await commands()).toEqual([{ kind: 'type-digit', digit: '7' }, { kind: 'back' }])
    await screen.show({ name: 'collecting-wait', language: 'en' })
    expect(await screen.page.getByText(/wait a minute/).count()).toBe(1)
    await tap('Collect')
    expect(await commands()).toEqual([{ kind: 'confirm' }])
    await screen.show({ name: 'previewing-collected', language: 'en' })
    await tap('One copy more')
    await tap('Finish')
    expect(await commands()).toEqual([{ kind: 'set-copies', copies: 2 }, { kind: 'finish' }])
    await screen.show({ name: 'refused-collected', language: 'en' })
    await tap('Try again')
    expect(await commands()).toEqual([{ kind: 'back' }])
  })

  it('takes the digits of a campus card, shows dots for them, and says what to do where there are none', async () => {
    await screen.show({ name: 'card-pin', language: 'en' })
    expect(await screen.page.getByRole('button', { name: 'Go on' }).isDisabled()).toBe(true)
    expect(await screen.page.locator('.typed').textContent()).toBe('●●●●')
    await tap('7')
    await tap('Clear')
    await tap('Back')
    expect(await commands()).toEqual([
      { kind: 'type-digit', digit: '7' },
      { kind: 'erase-digits', all: true },
      { kind: 'back' },
    ])
    await screen.show({ name: 'card-pin-silent', language: 'en' })
    await tap('Go on')
    expect(await commands()).toEqual([{ kind: 'confirm' }])
    await screen.show({ name: 'card-pin-locked', language: 'en' })
    expect(await screen.page.getByRole('img', { name: /Code for setting/ }).count()).toBe(1)
    await tap('I have set them')
    expect(await commands()).toEqual([{ kind: 'confirm' }])
    await screen.show({ name: 'choosing-card-pin', language: 'en' })
    await tap(/Minor transcript/)
    expect(await commands()).toEqual([{ kind: 'select-offer', index: 4 }])
  })

  it('has no way out of a printing that goes on', async () => {
    await screen.show({ name: 'printing', language: 'en' })
    expect(await screen.page.locator('.visit button').count()).toBe(0)
  })

  it('shows a page of the preview as large as its frame, turns it and looks closer', async () => {
    await screen.show({ name: 'previewing', language: 'en' })
    const { page } = screen
    const inked = () =>
      page.locator('.page-frame canvas').evaluate(element => {
        const canvas = element as HTMLCanvasElement
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        let dark = 0
        for (let i = 0; i < data.length; i += 4) if (data[i]! + data[i + 1]! + data[i + 2]! < 300) dark++
        return dark / (data.length / 4)
      })
    expect(await inked()).toBeGreaterThan(0.005)
    expect(await page.locator('html').getAttribute('data-preview-drawn')).toBe('true')
    await tap('Next')
    await page.locator('canvas[data-drawn="2"]').waitFor()
    expect(await inked()).toBeGreaterThan(0.005)
    await tap('Zoom in')
    await page.locator('.zoom canvas[data-drawn]').waitFor()
    const moved = () => page.locator('.zoom-page').evaluate(element => getComputedStyle(element).transform)
    const before = await moved()
    await tap('Down')
    expect(await moved()).not.toBe(before)
    expect(await page.getByRole('button', { name: 'Left' }).isDisabled()).toBe(true)
    await tap('Close')
    expect(await page.locator('.zoom').count()).toBe(0)
  })

  it('wipes the page of a preview that is left', async () => {
    await screen.show({ name: 'previewing', language: 'en' })
    const canvas = await screen.page.locator('.page-frame canvas').elementHandle()
    await screen.show({ name: 'attract', language: 'en' })
    expect(await canvas!.evaluate(element => (element as HTMLCanvasElement).width)).toBe(0)
  })

  it('offers no menu, no selection and no drag', async () => {
    await screen.show({ name: 'choosing', language: 'en' })
    const refused = await screen.page.evaluate(() =>
      ['contextmenu', 'dragstart', 'selectstart'].map(
        type => !document.body.dispatchEvent(new Event(type, { cancelable: true, bubbles: true })),
      ),
    )
    expect(refused).toEqual([true, true, true])
  })
})
