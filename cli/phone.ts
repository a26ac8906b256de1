const ANSWER_WITHIN_MS = 10_000

/** Pays on the gateway's phone page, as a person does who has scanned the code: opens the page, then presses pay. */
export async function payOnPhone(gateway: string, codeUrl: string): Promise<void> {
  const pr = new URL(codeUrl).searchParams.get('pr')
  if (!pr) throw new Error('the payment code holds no order')
  const base = gateway.replace(/\/+$/, '')
  const page = await fetch(`${base}/phone/pay?pr=${pr}`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
  if (!page.ok) throw new Error(`the phone page answered ${page.status}`)
  const paid = await fetch(`${base}/phone/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(base).origin },
    body: new URLSearchParams({ pr }),
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
  if (!paid.headers.get('location')?.includes('/phone/result')) throw new Error('the phone page refused the payment')
}
