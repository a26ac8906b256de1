import { describe, expect, it } from 'vitest'
import { casSettingsSchema } from './cas-settings.ts'

const baseUrl = 'https://cas.example.edu.cn/cas'

describe('the settings of CAS', () => {
  it('are its address alone, and otherwise the protocol’s own', () => {
    expect(casSettingsSchema.parse({ baseUrl })).toEqual({
      ...{ baseUrl, protocol: 3, renew: true, json: false, timeoutMs: 10_000 },
      ...{ loginPath: '/login', logoutPath: '/logout', validatePath: '/p3/serviceValidate' },
      ticketPattern: '^ST-[A-Za-z0-9._-]{1,255}$',
    })
    expect(casSettingsSchema.parse({ baseUrl, protocol: 2 }).validatePath).toBe('/serviceValidate')
    const moved = casSettingsSchema.parse({ baseUrl, protocol: 2, validatePath: '/authserver/serviceValidate' })
    expect(moved.validatePath).toBe('/authserver/serviceValidate')
  })

  it.each([
    ['plain http to another machine', { baseUrl: 'http://cas.example.edu.cn/cas' }],
    ['a user in the address', { baseUrl: 'https://u:p@cas.example.edu.cn/cas' }],
    ['a slash at the end', { baseUrl: `${baseUrl}/` }],
    ['a query in the address', { baseUrl: `${baseUrl}?a=b` }],
    ['no version that there is', { baseUrl, protocol: 1 }],
    ['a path that leads elsewhere', { baseUrl, validatePath: '/../admin' }],
    ['a path with a query', { baseUrl, loginPath: '/login?gateway=true' }],
    ['a pattern that is none', { baseUrl, ticketPattern: '(' }],
    ['a key that is not known', { baseUrl, gateway: true }],
    ['no patience', { baseUrl, timeoutMs: 999 }],
    ['no end of patience', { baseUrl, timeoutMs: 600_000 }],
  ])('are refused with %s', (_, settings) => {
    expect(casSettingsSchema.safeParse(settings).success).toBe(false)
  })

  it('allow plain http on this machine alone', () => {
    expect(casSettingsSchema.safeParse({ baseUrl: 'http://127.0.0.1:8443/cas' }).success).toBe(true)
  })
})
