import { describe, expect, it } from 'vitest'
import { sayState } from './say-state.ts'

describe('what is said of a letter that was not taken', () => {
  const said = (reason: 'refused' | 'too-large' | 'returned') =>
    sayState({ state: 'bounced', reason, reply: null, at: new Date('2026-11-30T20:41:42Z') }, 'Asia/Shanghai')

  it('is to look at the address where that may be wrong', () => {
    for (const reason of ['refused', 'returned'] as const) {
      expect(said(reason).en).toContain('Please check the address.')
      expect(said(reason).zh).toContain('请核对地址。')
    }
  })
  it('is another way where the letter is too large, whose address is right', () => {
    expect(said('too-large')).toEqual({
      zh: '太大，邮件服务器不收（2026-12-01 04:41:42）。请换一个邮箱，或换一种方式交付。',
      en: 'It is too large for the mail server (2026-12-01 04:41:42). Try another address, or hand it over another way.',
    })
  })
})
