/** Under which a file is saved: ASCII alone, which every browser, mailbox and disk takes. Nothing of the person is in it. */
export const issuedFileName = (row: {
  readonly kind: string
  readonly edition: string
  readonly document_number: string
}) => `${row.kind}-${row.edition}-${row.document_number}.pdf`.replaceAll(/[^A-Za-z0-9.-]/g, '_')
