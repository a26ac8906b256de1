/// <reference lib="dom" />
// What runs in the page is a script of a browser.
import type { Page } from 'playwright-core'

export interface PictureOptions {
  readonly scale: number
  readonly quality: number
  /** The page as far as it reaches, and not only what fits the window. */
  readonly fullPage?: boolean
}

/** A JPEG of what the page shows, `scale` times its size on the screen. */
export async function smallPicture(page: Page, { fullPage = false, ...options }: PictureOptions): Promise<Buffer> {
  const png = await page.screenshot({ type: 'png', fullPage })
  const blank = await page.context().newPage()
  try {
    // Chromium's own scaled screenshots drop thin strokes of a canvas; a bitmap is averaged.
    const jpeg = await blank.evaluate(shrink, { png: png.toString('base64'), ...options })
    return Buffer.from(jpeg, 'base64')
  } finally {
    await blank.close()
  }
}

/** Runs in a page of its own: it must not use anything from outside itself. Takes and gives base64. */
async function shrink({ png, scale, quality }: { png: string; scale: number; quality: number }): Promise<string> {
  const whole = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob())
  const small = await createImageBitmap(whole, {
    resizeWidth: Math.round(whole.width * scale),
    resizeHeight: Math.round(whole.height * scale),
    resizeQuality: 'high',
  })
  const canvas = document.createElement('canvas')
  canvas.width = small.width
  canvas.height = small.height
  canvas.getContext('2d')?.drawImage(small, 0, 0)
  const url = canvas.toDataURL('image/jpeg', quality / 100)
  return url.slice(url.indexOf(',') + 1)
}
