// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import { followInterval } from '../ipc/follow-interval';
import { pickSettings } from '../store/settings-slice';
import { createFakeApp, createStore, renderInApp, status } from './app.fixture';
import { RateSelect } from './rate-select';

afterEach(cleanup);

const rate = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Look every' });

describe('the rate of looks', () => {
  test('offers a tenth of a second to a minute and shows the one in force', () => {
    renderInApp(<RateSelect status={status} />);
    const options = within(rate()).getAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual(['0.1s', '0.5s', '1s', '2s', '5s', '10s', '1m']);
    expect(rate().value).toBe('1000');
  });

  test('shows an interval from the command line among the others', () => {
    renderInApp(<RateSelect status={{ ...status, intervalMs: 300 }} />);
    expect(rate().selectedOptions[0]?.textContent).toBe('0.3s');
  });

  test('is remembered and told to the collector when chosen', async () => {
    const app = createFakeApp();
    const store = createStore();
    const unfollow = followInterval(store, app);
    expect(app.asked).toEqual([]);
    renderInApp(<RateSelect status={status} />, { store, app });
    await userEvent.setup().selectOptions(rate(), '5s');
    expect(rate().value).toBe('5000');
    expect(pickSettings(store.getState()).intervalMs).toBe(5_000);
    expect(app.asked).toEqual([{ name: 'collector:interval', args: { intervalMs: 5_000 } }]);
    unfollow();
  });

  test('is told to the collector at start when it was chosen before', () => {
    const app = createFakeApp();
    const store = createStore();
    store.getState().changeSettings({ intervalMs: 100 });
    followInterval(store, app)();
    expect(app.asked).toEqual([{ name: 'collector:interval', args: { intervalMs: 100 } }]);
  });

  test('says what it is about, with and without events of the kernel', () => {
    renderInApp(<RateSelect status={{ ...status, mode: 'event' }} />);
    expect(screen.getByText(/only states, processor and memory/)).toBeTruthy();
    renderInApp(<RateSelect status={status} />);
    expect(screen.getByText(/misses fewer/)).toBeTruthy();
  });
});
