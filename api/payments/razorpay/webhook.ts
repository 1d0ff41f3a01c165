export { razorpayPost as POST } from '#app';
