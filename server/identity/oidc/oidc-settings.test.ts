import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { oidcSettingsSchema } from './oidc-settings.ts'
import { openOidc } from './open-oidc.ts'

const schema = oidcSettingsSchema(path => `/site/${path}`)
const usual = { issuer: 'https://sso.example.edu.cn/realms/all', clientId: 'print' }

describe('the settings of an OpenID provider', () => {
  it('want little', () => {
    expect(schema.parse(usual)).toEqual({
      ...usual,
      ...{ clientSecretFile: null, clientAuthentication: 'basic', scopes: ['openid', 'profile'], asksUserInfo: false },
    })
    expect(schema.parse({ ...usual, clientSecretFile: 'oidc.txt' }).clientSecretFile).toBe('/site/oidc.txt')
  })

  it.each([
    ['an issuer that others can read', { issuer: 'http://sso.example.edu.cn' }],
    ['an issuer with a query', { issuer: 'https://sso.example.edu.cn/?tenant=1' }],
    ['no client', { clientId: '' }],
    ['scopes without the one of OpenID', { scopes: ['profile'] }],
    ['a scope that is two', { scopes: ['openid', 'profile email'] }],
    ['a secret in the file itself', { clientSecret: 'x' }],
  ])('refuse %s', (_, more) => {
    expect(schema.safeParse({ ...usual, ...more }).success).toBe(false)
  })

  it('name a file of the secret that must be there', async () => {
    const settings = schema.parse({ ...usual, clientSecretFile: 'nowhere.txt' })
    await expect(openOidc(settings, fakeClock())).rejects.toThrow('nowhere.txt')
  })
})
