import { randomInt } from 'node:crypto'
import { CAMPAIGN_ZONE } from '../../../src/graduation/campaign.ts'
import { ERRATA_DIGIT_MAX, ERRATA_DIGITS, errataNumber } from '../../../src/graduation/errata-number.ts'
import { wallDay } from '../../../src/rules/wall-time.ts'

/** A number that nobody guesses and that can be read out, of a form or a receipt that is begun now: the year in China, chance, a check character. */
export function drawNumber(at: Date) {
  const year = Number(wallDay(at, CAMPAIGN_ZONE).slice(0, 4))
  return errataNumber(
    year,
    Array.from({ length: ERRATA_DIGITS }, () => randomInt(ERRATA_DIGIT_MAX + 1)),
  )
}
