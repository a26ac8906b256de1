import type { Page } from 'playwright-core'

/** A JPEG of what the page shows, `scale` times its size on the screen. */
export async function smallPicture(page: Page, options: { scale: number; quality: number }): Promise<Buffer> {
  const size = page.viewportSize()
  if (!size) throw new Error('the page has no size of its own')
  const session = await page.context().newCDPSession(page)
  try {
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'jpeg',
      quality: options.quality,
      clip: { x: 0, y: 0, ...size, scale: options.scale },
    })
    return Buffer.from(data, 'base64')
  } finally {
    await session.detach()
  }
}
