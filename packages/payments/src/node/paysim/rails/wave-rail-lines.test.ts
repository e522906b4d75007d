import { describe, expect, test } from 'vitest';
import { paidIn, shopOf, type Json, type Shop } from './wave-rail-bench.ts';

const scan = (shop: Shop, amountMinor: number, merchant = 'wallet-1') =>
  shop.world.pay({ rail: 'wave', merchant, amountMinor, currency: 'XOF', payer: '+2250701020304' });
const itemsOf = ({ json }: ReturnType<Shop['call']>) => json['items'] as Json[];

describe('the wallet’s list', () => {
  test('[S] tells what the wallet got and what Wave kept', () => {
    const shop = shopOf();
    const { operatorTxnId } = scan(shop, 5_000);
    expect(itemsOf(shop.call('GET', '/v1/transactions?date=2026-06-01'))).toMatchObject([
      {
        transaction_id: operatorTxnId,
        transaction_type: 'merchant_payment',
        amount: '4950',
        fee: '50',
        currency: 'XOF',
        is_reversal: false,
        timestamp: '2026-06-01T12:00:00Z',
      },
    ]);
  });

  test('[P] names session and reference of a checkout', () => {
    const shop = shopOf();
    const { id } = paidIn(shop);
    const [item] = itemsOf(shop.call('GET', '/v1/transactions?date=2026-06-01'));
    expect(item).toMatchObject({
      transaction_type: 'api_checkout',
      checkout_api_session_id: id,
      client_reference: 'ref-1',
    });
  });

  test('[P] holds nothing of other wallets, nor what nobody paid', () => {
    const shop = shopOf();
    scan(shop, 5_000, 'wallet-2');
    shop.create();
    expect(itemsOf(shop.call('GET', '/v1/transactions'))).toEqual([]);
  });

  test('[P] is cut into days at midnight of UTC', () => {
    const shop = shopOf();
    shop.world.advance(12 * 3_600_000 - 1);
    scan(shop, 1_000);
    shop.world.advance(1);
    scan(shop, 2_000);
    const amounts = ['2026-06-01', '2026-06-02'].map((date) =>
      itemsOf(shop.call('GET', `/v1/transactions?date=${date}`)).map(({ amount }) => amount),
    );
    expect(amounts).toEqual([['990'], ['1980']]);
  });

  test('[P] comes in pages, each line once', () => {
    const shop = shopOf({ pageSize: 2 });
    const made = [1_000, 2_000, 3_000, 4_000, 5_000].map((amountMinor) => scan(shop, amountMinor).operatorTxnId);
    const seen: unknown[] = [];
    let path: string | undefined = '/v1/transactions?date=2026-06-01';
    let pages = 0;
    while (path !== undefined && pages < 9) {
      const page: ReturnType<Shop['call']> = shop.call('GET', path);
      seen.push(...itemsOf(page).map((item) => item['transaction_id']));
      const info = page.json['page_info'] as Json;
      path =
        info['has_next_page'] === true
          ? `/v1/transactions?date=2026-06-01&after=${String(info['end_cursor'])}`
          : undefined;
      pages += 1;
    }
    expect({ seen, pages }).toEqual({ seen: made, pages: 3 });
  });

  test('[P] has a line for money that went back', () => {
    const shop = shopOf();
    shop.world.reverse(scan(shop, 5_000));
    expect(itemsOf(shop.call('GET', '/v1/transactions'))).toMatchObject([
      { is_reversal: false },
      { is_reversal: true, transaction_type: 'merchant_payment_refund', amount: '-5000' },
    ]);
  });
});
