import { describe, expect, it } from 'vitest'
import { meaningOf } from './picture-code.ts'

const CODE = 'K7QXM2PD9RWT5HNC83VBYZ4FGJ'
const SITE = 'verify.example.edu.cn'

describe('a code that was read from a picture', () => {
  it.each([
    [`https://${SITE}/v/K7QXM-2PD9R-WT5HN-C83VB-YZ4FGJ`, { kind: 'code', code: CODE }],
    [`HTTPS://VERIFY.EXAMPLE.EDU.CN/V/${CODE}`, { kind: 'code', code: CODE }],
    [CODE.toLowerCase(), { kind: 'code', code: CODE }],
    // A code of ours at another address would send people there: it is not looked up as if it stood at ours.
    [`https://verify.example.edu.cn.evil.example/v/${CODE}`, { kind: 'elsewhere', host: `${SITE}.evil.example` }],
    [`https://${SITE}@evil.example/v/${CODE}`, { kind: 'elsewhere', host: 'evil.example' }],
    [`https://${SITE}/v/K7QXM`, { kind: 'none' }],
    ['WIFI:S:library;;', { kind: 'none' }],
    ['', { kind: 'none' }],
  ])('%s', (text, meaning) => {
    expect(meaningOf(text, SITE)).toEqual(meaning)
  })
})
