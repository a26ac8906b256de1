import { describe, expect, it } from 'vitest'
import { isCommonPassword } from '../../ground/passwords/common-password.ts'
import { passwordErrors, readMail } from './sign-up-form.ts'

describe('a new password', () => {
  it.each([
    ...['password123', 'P@ssw0rd2024!', '1234567890', '13800138000', 'qwertyuiop', '1qaz2wsx3edc', 'woaini1314520'],
    ...['iloveyou1314', 'abcd123456', 'aaaaaaaaaa', '1a1a1a1a1a1a', 'zhangwei1987', 'abcdefghijk', 'Admin@123456'],
    ...['linzhiyuan88', 'LinZhiyuan-2001', 'qwe123asd456', '9876543210a', 'student2026!'],
  ])('is none that is tried first: %s', password => {
    expect(isCommonPassword(password, 'linzhiyuan@mailbox.example')).toBe(true)
  })

  it.each(['lantern-otter-38', '图书馆旁边的银杏树2026', 'hT7!pq0zVw2', '四月的雨落在操场上了'])(
    'may be anything else: %s',
    password => {
      expect(isCommonPassword(password, 'linzhiyuan@mailbox.example')).toBe(false)
    },
  )

  it('has ten characters, as people count them, and no controls', () => {
    const of = (password: string, repeat = password) => passwordErrors({ password, repeat }, 'a@b.example')
    expect(of('hT7!pq0zV')).toEqual(['E_PW_RULE'])
    expect(of('hT7!pq0zVw')).toEqual([])
    expect(of('𠮷hT7!pq0z')).toEqual(['E_PW_RULE'])
    expect(of('hT7!pq0zVw\u0000')).toEqual(['E_PW_RULE'])
    expect(of(`hT7!pq0zVw${'x'.repeat(200)}`)).toEqual(['E_PW_RULE'])
    expect(of('hT7!pq0zVw', 'hT7!pq0zVW')).toEqual(['E_PW_REPEAT'])
  })
})

it('a mailbox is kept in small letters', () => {
  expect(readMail(' Lin.Zhiyuan@Example.EDU.cn ')).toBe('lin.zhiyuan@example.edu.cn')
  expect(readMail('lin@')).toBeNull()
})
