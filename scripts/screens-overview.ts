import type { BrowserContext } from 'playwright-core'

/** Lays JPEG pictures side by side, `columns` in a row, and returns the sheet as one JPEG. */
export async function overviewPicture(
  context: BrowserContext,
  pictures: readonly Buffer[],
  columns: number,
): Promise<Buffer> {
  const page = await context.newPage()
  try {
    const images = pictures.map(picture => `<img src="data:image/jpeg;base64,${picture.toString('base64')}" />`)
    await page.setContent(`<style>
        body { margin: 0; background: #d9d4ca }
        main { display: grid; width: max-content; grid-template-columns: repeat(${columns}, auto); gap: 18px; padding: 18px }
        img { display: block; border-radius: 6px; box-shadow: 0 2px 8px #0004 }
      </style><main>${images.join('')}</main>`)
    return await page.locator('main').screenshot({ type: 'jpeg', quality: 72 })
  } finally {
    await page.close()
  }
}
