import { both } from '../../../src/contract/texts.ts'

/** What is said about an audit chain that was bent. */
export const AUDIT_SENTENCES = {
  'trail-found-bent': both(
    '核对审计链发现 {{count}} 处问题，第一处：{{finding}}',
    'the audit trail was verified, and is not whole: {{count}}; the first: {{finding}}',
  ),
  'terminal-chain-forked': both(
    '自助机的审计链从第 {{at}} 个条目起与先前报来的不同；先前有 {{known}} 个',
    'from entry {{at}} on the chain of the kiosk is another one than it told before; {{known}} entries were told then',
  ),
  'terminal-chain-shorter': both(
    '自助机的审计链缺了先前报来的条目，从第 {{at}} 个起；先前有 {{known}} 个：链尾被截断，或换回了旧的一份',
    'entries that the kiosk told before are gone from its chain, from entry {{at}} on; {{known}} were told: its end was cut off, or an older one put back',
  ),
  'terminal-chain-replaced': both(
    '自助机换了另一条审计链，原来那条到第 {{known}} 个条目为止，第 {{at}} 个起没有了',
    'the kiosk has another chain in the place of its own, which went up to entry {{known}}: from entry {{at}} on it is gone',
  ),
  'terminal-chain-gap': both(
    '自助机的审计链从第 {{at}} 个条目起有缺口，先前有 {{known}} 个',
    'the chain of the kiosk has a gap from entry {{at}} on; {{known}} entries were told before',
  ),
  'terminal-chain-unreadable': both(
    '自助机审计链的第 {{at}} 个条目与它自己签的不符；先前有 {{known}} 个',
    'entry {{at}} of the chain of the kiosk is not what it has signed; {{known}} entries were told before',
  ),
} as const
