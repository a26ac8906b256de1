import { both, type Html, html } from '../../ground/plain-html.ts'
import { REASON_CHARACTERS, REASONS } from '../reasons.ts'
import { choice } from './parts.ts'
import { WORDS } from './words.ts'

/** Why something is sent back: one of the usual reasons, and words of one's own. */
export const reasonFields = (isNeeded: boolean): Html => html`
${choice('reason', WORDS.reason, Object.entries(REASONS), { isNeeded })}
<label for="words">${both(WORDS.ownWords)}</label>
<input id="words" name="words" maxlength="${REASON_CHARACTERS}" autocomplete="off">`

/** What is done with several: approved, or sent back for one reason. */
export const decisionFields = (): Html => html`
${choice(
  'what',
  WORDS.several,
  [
    ['approve', WORDS.severalApprove],
    ['send-back', WORDS.sendBack],
  ],
  { isNeeded: true },
)}
<details><summary>${both(WORDS.whySentBack)}</summary>${reasonFields(false)}</details>`
