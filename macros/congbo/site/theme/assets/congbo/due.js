/* Due: counts the day of the answer from the day on which a reader files, by the calendar.

   Without this script the rule stands on the page in words. What counts comes when it is asked for. */

/** @type {HTMLElement | null} */
const place = document.querySelector("[data-due]");
if (place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cb-button";
  button.textContent = "Chọn ngày nộp, xem ngày hẹn trả";
  button.addEventListener("click", () => {
    button.disabled = true;
    import("./due-form.js")
      .then((form) => form.open(place, button))
      .catch(() => {
        button.disabled = false;
        button.textContent = "Chưa tải được lịch nghỉ; bấm để thử lại";
      });
  });
  place.append(button);
}
