import { deviceStorage } from '$lib/ui/device-storage.ts';
import { wideWindow } from '$lib/ui/wide-window.ts';
import type { MeetingUrl } from '#model/session/meeting-url.ts';
import { isShownInFrame, JITSI_HOSTS_META } from '#protocol/meeting-frame.ts';
import { DEFAULT_WIDTH_PX, widthWithin } from './call-width.ts';

const WIDTH_KEY = 'commonplace:call-width';

/** The call that this tab has beside its boards. It outlives each of them: a frame that is moved in the page loads anew. */
class CallBeside {
	readonly #isWide = wideWindow('72rem');
	#url = $state.raw<MeetingUrl | null>(null);
	#widthPx = $state(Number(deviceStorage().getItem(WIDTH_KEY) ?? DEFAULT_WIDTH_PX) || DEFAULT_WIDTH_PX);

	/** What is open, whatever has become of the session's address since: nobody is cut off. */
	get url(): MeetingUrl | null {
		return this.#url;
	}

	/** Whether there is room for it. */
	get hasRoom(): boolean {
		return this.#isWide();
	}

	get widthPx(): number {
		return this.#widthPx;
	}

	/** Whether it is offered: the server's settings name the host, and the window is wide. */
	takes(url: MeetingUrl): boolean {
		const meta = document.querySelector<HTMLMetaElement>(`meta[name="${JITSI_HOSTS_META}"]`);
		return meta !== null && this.hasRoom && isShownInFrame(url, meta.content);
	}

	toggle(url: MeetingUrl): void {
		this.#url = this.#url === null ? url : null;
	}

	close(): void {
		this.#url = null;
	}

	/** As near to this as the window allows. */
	setWidth(px: number): void {
		this.#widthPx = widthWithin(px, innerWidth);
		deviceStorage().setItem(WIDTH_KEY, String(this.#widthPx));
	}
}

export const callBeside = new CallBeside();
