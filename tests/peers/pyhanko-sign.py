"""Signs the PDF of a folder in every way of pyHanko's and writes one file a way; prints their names, one a line."""
import datetime
import io
import logging
import sys
from pathlib import Path

from asn1crypto import crl, keys, pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

logging.disable(logging.CRITICAL)
folder = Path(sys.argv[1])


def certificates(name):
    data = (folder / f'{name}.pem').read_bytes()
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(data, multiple=True)]


def key(name):
    _, _, der = pem.unarmor((folder / f'{name}.key').read_bytes())
    return keys.PrivateKeyInfo.load(der)


def store(certs):
    held = SimpleCertificateStore()
    held.register_multiple(certs)
    return held


def signer(name):
    own, *others = certificates(name)
    return signers.SimpleSigner(signing_cert=own, signing_key=key(name), cert_registry=store(others))


def stamper():
    own, *others = certificates('tsa')
    return DummyTimeStamper(tsa_cert=own, tsa_key=key('tsa'), certs_to_embed=store(others), include_nonce=False)


def context():
    return ValidationContext(
        trust_roots=certificates('anchors'),
        other_certs=[one for name in ('first', 'second', 'tsa') for one in certificates(name)[1:]],
        crls=[crl.CertificateList.load(path.read_bytes()) for path in sorted(folder.glob('*.crl'))],
        allow_fetching=False,
        revocation_mode='require',
    )


def sign(data, field='Seal', by='first', stamped=False, new_field=None, **how):
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm='sha256', **how)
    out = io.BytesIO()
    signers.PdfSigner(
        meta, signer=signer(by), timestamper=stamper() if stamped else None, new_field_spec=new_field
    ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), output=out)
    return out.getvalue()


def with_field(data, name):
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    fields.append_signature_field(writer, SigFieldSpec(name))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def renewed(data):
    out = io.BytesIO()
    signers.PdfTimeStamper(stamper()).update_archival_timestamp_chain(
        PdfFileReader(io.BytesIO(data)), context(), in_place=False, output=out
    )
    return out.getvalue()


def stamped(data):
    out = io.BytesIO()
    signers.PdfTimeStamper(stamper()).timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(data)), 'sha256', validation_context=context(), output=out
    )
    return out.getvalue()


PADES = {'subfilter': SigSeedSubFilter.PADES}
LT = {**PADES, 'stamped': True, 'embed_validation_info': True, 'validation_context': context()}
LTA = {**LT, 'use_pades_lta': True}
table = (folder / 'table.pdf').read_bytes()
stream = (folder / 'stream.pdf').read_bytes()
visible = SigFieldSpec('Seal', box=(400, 80, 500, 180))
ways = {
    'b-b': lambda: sign(table, **PADES),
    'b-b-stream': lambda: sign(stream, **PADES),
    'pkcs7': lambda: sign(table),
    'certified-1': lambda: sign(table, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES, **PADES),
    'certified-2': lambda: sign(table, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS, **PADES),
    'visible': lambda: sign(table, new_field=visible, **PADES),
    'b-t': lambda: sign(table, stamped=True, **PADES),
    'b-lt': lambda: sign(table, **LT),
    'b-lt-stream': lambda: sign(stream, **LT),
    'b-lt-certified': lambda: sign(table, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES, **LT),
    'b-lta': lambda: sign(table, **LTA),
    'b-lta-stream': lambda: sign(stream, **LTA),
    'b-lta-certified': lambda: sign(table, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES, **LTA),
    'b-lta-renewed': lambda: renewed(sign(table, **LTA)),
    'stamped': lambda: stamped(sign(table, **PADES)),
    'two': lambda: sign(sign(table, **PADES), field='Second', by='second', **PADES),
    'two-stream': lambda: sign(sign(stream, **PADES), field='Second', by='second', **PADES),
    'two-lta': lambda: sign(sign(table, **PADES), field='Second', by='second', **LTA),
    'two-prepared': lambda: sign(
        sign(with_field(with_field(table, 'Seal'), 'Second'), **PADES), field='Second', by='second', **PADES
    ),
    'three': lambda: sign(
        sign(sign(table, **PADES), field='Second', by='second', **PADES), field='Third', by='first', **PADES
    ),
}
for name, make in ways.items():
    (folder / f'{name}.pdf').write_bytes(make())
    print(name, flush=True)
