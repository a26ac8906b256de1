import { createHash } from 'node:crypto'
import { Html, html } from '../../ground/plain-html.ts'

/**
 * Asks a security key and sends what it says with the form beside it. Without it there are one-time passwords. What a key is to sign is good
 * for two minutes: a page that has lain open for longer is loaded anew.
 */
const SCRIPT = `
(() => {
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), one => one.charCodeAt(0))
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '')
  const known = list => (list || []).map(one => ({ ...one, id: bytes(one.id) }))
  const form = document.querySelector('form[data-ask]')
  if (!form || !window.PublicKeyCredential) return
  form.querySelector('[data-without]').hidden = true
  const button = form.querySelector('button')
  button.disabled = false
  const asked = JSON.parse(form.dataset.ask)
  let isBusy = false
  setTimeout(() => isBusy || location.replace(location.href), 110000)
  form.addEventListener('submit', async event => {
    if (form.elements.said.value) return
    event.preventDefault()
    isBusy = true
    try {
      const publicKey = { ...asked, challenge: bytes(asked.challenge) }
      let response
      let key
      if (form.dataset.kind === 'create') {
        publicKey.user = { ...asked.user, id: bytes(asked.user.id) }
        publicKey.excludeCredentials = known(asked.excludeCredentials)
        key = await navigator.credentials.create({ publicKey })
        const transports = key.response.getTransports ? key.response.getTransports() : []
        response = { attestationObject: text(key.response.attestationObject), transports }
      } else {
        publicKey.allowCredentials = known(asked.allowCredentials)
        key = await navigator.credentials.get({ publicKey })
        response = { authenticatorData: text(key.response.authenticatorData), signature: text(key.response.signature) }
      }
      response.clientDataJSON = text(key.response.clientDataJSON)
      form.elements.said.value = JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response })
      form.submit()
    } catch {
      location.replace(location.href)
    }
  })
})()
`
const HASH = createHash('sha256').update(SCRIPT).digest('base64')

/** What a page with the script says of it. */
export const KEY_SCRIPT_SOURCE = `script-src 'sha256-${HASH}'`

export const keyScript: Html = html`<script>${new Html(SCRIPT)}</script>`
