import { describe, expect, test } from 'vitest';
import { SESSIONS, paidIn, shopOf } from './wave-rail-bench.ts';

describe('a session over time', () => {
  test('[P] runs out when it says, and not before', () => {
    const shop = shopOf({ sessionMs: 60_000 });
    const id = shop.create();
    const statusAt = (ms: number) => {
      shop.world.advance(ms);
      return shop.call('GET', `${SESSIONS}/${id}`).json['checkout_status'];
    };
    expect([statusAt(59_999), statusAt(1)]).toEqual(['open', 'expired']);
  });

  test('[P] one that was expired can’t be paid', () => {
    const shop = shopOf();
    const id = shop.create();
    shop.call('POST', `${SESSIONS}/${id}/expire`);
    expect(shop.world.approve(shop.of(id))).toBe(false);
    expect(shop.world.truth()).toEqual([]);
  });

  test('[P] a refund asked for twice is one', () => {
    const shop = shopOf();
    const { id } = paidIn(shop);
    shop.call('POST', `${SESSIONS}/${id}/refund`);
    const again = shop.call('POST', `/v1/transactions/${shop.of(id).operatorTxnId}/refund`);
    expect(again.status).toBe(200);
    expect(shop.world.truth()).toMatchObject([{ amountMinor: 5_000, reversedMinor: 5_000 }]);
  });

  test('[S] tells when it was given back', () => {
    const shop = shopOf();
    const { id, read } = paidIn(shop);
    shop.world.advance(60_000);
    shop.call('POST', `${SESSIONS}/${id}/refund`);
    expect(read().json['when_refunded']).toBe('2026-06-01T12:01:00Z');
  });

  test('[P] names the last error', () => {
    const shop = shopOf();
    const id = shop.create();
    shop.world.fail(shop.of(id), 'blocked-account');
    expect(shop.call('GET', `${SESSIONS}/${id}`).json).toMatchObject({
      checkout_status: 'expired',
      payment_status: 'cancelled',
      last_payment_error: { code: 'blocked-account' },
    });
  });

  test('is not seen by reads while they lag, and can be closed all the same', () => {
    const shop = shopOf();
    shop.world.readLagMs = 5_000;
    const id = shop.create();
    expect(shop.call('GET', `${SESSIONS}/${id}`).status).toBe(404);
    expect(shop.call('GET', `${SESSIONS}/search?client_reference=ref-1`).json['result']).toEqual([]);
    expect(shop.call('POST', `${SESSIONS}/${id}/expire`).status).toBe(200);
    shop.world.advance(5_000);
    expect(shop.call('GET', `${SESSIONS}/${id}`).json['checkout_status']).toBe('expired');
  });
});

describe('the pay page', () => {
  test('[U] shows what is to be paid, takes the money once, and leads on', () => {
    const shop = shopOf();
    const id = shop.create();
    expect(shop.call('GET', `/pay/${id}`, '', null)).toMatchObject({
      status: 200,
      body: expect.stringContaining('5000 XOF'),
    });
    expect(shop.call('GET', `/pay/${id}/approve`, '', null).status).toBe(200);
    expect(shop.world.truth()).toEqual([]);
    const answer = shop.call('POST', `/pay/${id}/approve`, '', null);
    expect(answer).toMatchObject({ status: 303, headers: { location: 'https://shop.test/ok' } });
    shop.call('POST', `/pay/${id}/approve`, '', null);
    expect(shop.world.truth()).toMatchObject([{ amountMinor: 5_000, payer: expect.stringMatching(/^\+22507\d{8}$/) }]);
  });

  test('[P] a try that fails leaves the session open, and is called out', () => {
    const shop = shopOf();
    const id = shop.create();
    shop.call('POST', `/pay/${id}/fail`, '', null);
    expect(shop.call('GET', `${SESSIONS}/${id}`).json).toMatchObject({
      checkout_status: 'open',
      last_payment_error: { code: 'insufficient-funds' },
    });
    expect(shop.world.deliveries).toMatchObject([{ body: expect.stringContaining('checkout.session.payment_failed') }]);
    expect(shop.world.approve(shop.of(id))).toBe(true);
  });

  test('one of nothing', () => {
    expect(shopOf().call('GET', '/pay/cos-none', '', null).status).toBe(404);
  });
});
