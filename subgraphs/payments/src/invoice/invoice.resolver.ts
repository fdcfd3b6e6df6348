// How an invoice is downloaded.
import type { Download } from '@ticketing/subgraph-kit'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { PaymentsContext } from '../context.js'
import { Invoice } from './invoice.type.js'
import { addressOf, openDownload } from './invoice-download.js'
import { invoicePath } from './invoice-link.rules.js'

@Resolver(() => Invoice)
export class InvoiceResolver {
  @FieldResolver()
  fileUrl(@Root() invoice: Invoice, @Ctx() context: PaymentsContext): string | null {
    return addressOf(context, invoicePath(invoice))
  }

  @FieldResolver()
  download(@Root() invoice: Invoice, @Ctx() context: PaymentsContext): Promise<Download | null> {
    return openDownload(context, invoicePath(invoice))
  }
}
