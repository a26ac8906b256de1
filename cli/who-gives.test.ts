import { expect, it } from 'vitest'
import { whoGives } from './who-gives.ts'

it.each([
  [{}, 'yinzheng', 'yinzheng'],
  [{ SUDO_USER: 'wang' }, 'yinzheng', 'wang as yinzheng'],
  [{ SUDO_USER: 'yinzheng' }, 'yinzheng', 'yinzheng'],
  [{ SUDO_USER: '' }, 'yinzheng', 'yinzheng'],
  [{ SUDO_USER: '\u001b[2Jw' }, 'yinzheng', '\\u{1b}[2Jw as yinzheng'],
])('who gives a command: %j, now %s', (env, user, who) => expect(whoGives(env, user)).toBe(who))

it('is never longer than a server takes', () => {
  expect(whoGives({ SUDO_USER: 'w'.repeat(500) }, 'yinzheng')).toHaveLength(100)
  expect(whoGives({})).toMatch(/./)
})
