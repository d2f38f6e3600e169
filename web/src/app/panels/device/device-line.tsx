/** Says quietly that this device computes as all others do, and clearly where it does not. */

import "./device.css";
import { ChangingText } from "../../shared/changing-text.tsx";
import { words } from "../../words/words.ts";
import type { Device } from "./device.ts";

const says = words.device;

export function DeviceLine({ device }: { device: Device }) {
  const agreement = device.agreement.value;
  return (
    <>
      <p data-testid="device">
        <ChangingText>{agreement === undefined ? says.unknown : agreement ? says.agrees : says.differs}</ChangingText>
      </p>
      {device.isAlarming.value && (
        <div class="device-alarm" role="alert" data-testid="device-alarm">
          <p>{says.alarm}</p>
          <button type="button" onClick={device.notice}>
            {says.noticed}
          </button>
        </div>
      )}
    </>
  );
}
