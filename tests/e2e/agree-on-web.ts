import type { Page } from 'playwright-core'
import { PORTAL_WORDS } from '../../src/words/languages.ts'

const AGREE = new RegExp(
  `^(?:${Object.values(PORTAL_WORDS)
    .map(({ notice }) => notice.agree)
    .join('|')})$`,
)

/** Agrees to the notice before the offers of the portal, as somebody does who comes for the first time; who has agreed is not asked. */
export async function agreeOnWeb(page: Page): Promise<void> {
  const agree = page.getByRole('button', { name: AGREE })
  await agree.or(page.locator('.offers button.row')).first().waitFor()
  if (await agree.isVisible()) await agree.click()
}
